package io.lastseen.recording.rebuild;

/**
 * How a rebuild went.
 *
 * @param sites      whose settings were found
 * @param sessions   from archives
 * @param erased     archives that a tombstone held back
 * @param segments   objects read
 * @param chunks     in them that are in no archive or may not be
 * @param unreadable objects and chunks that are damaged; what else lies in the same object was restored
 */
public record Rebuilt(int sites, int sessions, int erased, int segments, int chunks, int unreadable) {
}
