package io.lastseen.metrics;

/** One session, or visitor, in {@value #OF}, always the same ones: what is looked at where there are more than can be followed while one waits. */
final class Sample {
    private static final int OF = 64;

    /** Of all sessions. */
    static final double SHARE = 1.0 / OF;

    /** A condition on a row {@code s} of session, as the index of V21_4__sample.sql has it. */
    static final String CONDITION = " and (hashtext(s.id) & " + (OF - 1) + ") = 0";

    /** The same for one visitor in as many, as the index of V28__funnel_days.sql has it. */
    static final String OF_VISITORS = " and (hashtext(s.visitor_id) & " + (OF - 1) + ") = 0";

    private Sample() {}
}
