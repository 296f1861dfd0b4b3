package io.lastseen.metrics;

/** Takes what is counted. All of it adds up, so what was added wrongly can be taken back. */
interface CellSink {
    void count(CellCount which, long number);

    /** @param bin as {@link TimeBin} numbers them */
    void time(CellTime which, int bin, long number);

    /** @param number of the visitor; @param sessions how many of its sessions */
    void visitor(long number, long sessions);

    /** A visitor who has no number yet, since none of its sessions is final. */
    void unnumbered(String visitorId);

    void reason(String reason, long sessions);
}
