package io.lastseen.engagement;

import java.util.Comparator;

/** Evidence with its instant on the service's clock, ms. */
record Moment(long at, Evidence evidence) {
    /** By time; within a document as it numbered its signals, the service's own testimony after them. */
    static final Comparator<Moment> ORDER = Comparator.comparingLong(Moment::at)
        .thenComparing(moment -> moment.evidence().document())
        .thenComparing(moment -> moment.evidence().ownTestimony())
        .thenComparing(moment -> Math.abs(moment.evidence().n()));

    long receivedAt() {
        return evidence.receivedAt().toEpochMilli();
    }
}
