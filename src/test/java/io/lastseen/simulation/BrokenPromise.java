package io.lastseen.simulation;

/** What must never be, and was. */
final class BrokenPromise extends AssertionError {

    BrokenPromise(String what) {
        super(what);
    }

    BrokenPromise(String what, Throwable cause) {
        super(what, cause);
    }

    static void unless(boolean kept, String what) {
        if (!kept) {
            throw new BrokenPromise(what);
        }
    }
}
