package io.lastseen.e2e.soak;

/**
 * What playback gave.
 *
 * @param chunks different ones
 * @param lost   sent, and not to be played
 * @param twice  played more than once
 * @param wrong  with other bytes than were sent, or never sent
 */
record Found(int sessions, long chunks, long lost, long twice, long wrong) {
}
