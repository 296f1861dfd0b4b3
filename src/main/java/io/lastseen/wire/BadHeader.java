package io.lastseen.wire;

import java.io.IOException;

/** A rule of the header's format that the input breaks; its message is for people. Never leaves this package. */
final class BadHeader extends IOException {

    private BadHeader(String rule) {
        super(rule);
    }

    static void unless(boolean holds, String rule) throws BadHeader {
        if (!holds) {
            throw new BadHeader(rule);
        }
    }

    /** Refusing is an everyday result here, not an accident: the stack would cost more than the parse. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
