/** Holds the object store and PostgreSQL against each other. */
package io.lastseen.recording.check;
