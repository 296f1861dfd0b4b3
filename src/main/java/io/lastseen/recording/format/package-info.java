/** What all objects' formats have in common (docs/storage-format.md): a magic, a checked index at the end, a trailer. */
package io.lastseen.recording.format;
