package io.lastseen.e2e.endings;

/** The service judged a visit otherwise than what was done; the message says how. */
final class WrongVerdict extends AssertionError {
    private static final long serialVersionUID = 1;

    WrongVerdict(String how) {
        super(how);
    }
}
