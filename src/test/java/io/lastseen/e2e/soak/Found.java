package io.lastseen.e2e.soak;

/**
 * What is there of what was sent.
 *
 * @param sessions   all that are listed; every page is one visit, so there is one for each
 * @param unindexed  chunks that were acknowledged and that the index does not know
 * @param played     chunks of the sessions that were played
 * @param lost       chunks of these sessions that do not play
 * @param twice      played more than once
 * @param wrong      with other bytes than were sent, or never sent
 */
record Found(int sessions, int pages, long unindexed, long played, long lost, long twice, long wrong) {

    boolean isComplete() {
        return sessions == pages && unindexed == 0 && lost == 0;
    }
}
