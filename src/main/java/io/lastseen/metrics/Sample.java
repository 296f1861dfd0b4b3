package io.lastseen.metrics;

/**
 * One session, or visitor, in so many, always the same ones: what is looked at where there are more than can be followed while one waits.
 *
 * @param of a power of two; what is in a sample is in all that are larger
 */
record Sample(int of) {
    /** The largest: there is an index of it, by V21_4__sample.sql and V28__funnel_days.sql. */
    static final Sample INDEXED = new Sample(64);

    /** Halved until it fits. @param indexed how many are in {@link #INDEXED}; @param most how many are to be looked at */
    static Sample of(long indexed, int most) {
        int of = INDEXED.of;
        for (long left = indexed; left > most; left /= 2) {
            of *= 2;
        }
        return new Sample(of);
    }

    double share() {
        return 1.0 / of;
    }

    /** A condition on a row {@code s} of session. */
    String ofSessions() {
        return condition("s.id");
    }

    /** The same for visitors. */
    String ofVisitors() {
        return condition("s.visitor_id");
    }

    private String condition(String hashed) {
        String one = " and (hashtext(%s) & %d) = 0";
        String indexed = one.formatted(hashed, INDEXED.of - 1);
        return of == INDEXED.of ? indexed : indexed + one.formatted(hashed, of - 1);
    }
}
