/**
 * One object per final session: its chunks, how they are found, and all that PostgreSQL knows of it. What is late makes the
 * next generation.
 */
package io.lastseen.recording.archive;
