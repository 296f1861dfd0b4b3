package io.lastseen.e2e.endings;

import java.time.Instant;
import java.util.Set;

/**
 * One way a visit ends, or seems to.
 *
 * @param name    as the table says it
 * @param becomes what the service must make of it
 * @param takes   about how long it is, s: the longest begin first
 * @param alone   not two at a time
 * @param play    does it
 */
record Ending(String name, Becomes becomes, int takes, Set<Make> makes, boolean alone, Play play) {
    /** Whose browsers it can be done in. */
    enum Make { CHROMIUM, FIREFOX }

    @FunctionalInterface
    interface Play {
        /** Visits the site and goes; returns the instant of going, on this machine's clock. */
        Instant in(Scene scene) throws Exception;
    }

    static Ending of(String name, Becomes becomes, int takes, Play play) {
        return new Ending(name, becomes, takes, Set.of(Make.values()), false, play);
    }

    Ending oneAtATime() {
        return new Ending(name, becomes, takes, makes, true, play);
    }

    Ending onlyIn(Make make) {
        return new Ending(name, becomes, takes, Set.of(make), alone, play);
    }
}
