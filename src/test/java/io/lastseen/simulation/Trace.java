package io.lastseen.simulation;

import java.time.Clock;
import java.util.function.Supplier;

/** With {@code -Dlastseen.trace=true} a simulation tells what happens, so that a seed that fails can be understood. */
final class Trace {
    private static final boolean ON = Boolean.getBoolean("lastseen.trace");

    private Trace() {
    }

    static void tell(Clock clock, Supplier<String> what) {
        if (ON) {
            System.out.println(clock.instant() + " " + what.get());
        }
    }
}
