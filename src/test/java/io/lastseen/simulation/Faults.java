package io.lastseen.simulation;

import java.util.Random;

/** What goes wrong with one step, drawn from the seed. */
public final class Faults {
    private final Random random;
    private final double often;
    private boolean resting;

    public enum Fault {
        NONE,
        /** The request never arrives. */
        LOST,
        /** It is done, and nobody learns of it. */
        ANSWER_LOST,
        /** Its sender is told that it failed, and then it is done. */
        DONE_LATE
    }

    /** @param often of how many steps something happens to one */
    public Faults(Random random, double often) {
        this.random = random;
        this.often = often;
    }

    public Fault next() {
        return resting || random.nextDouble() >= often ? Fault.NONE : Fault.values()[1 + random.nextInt(3)];
    }

    /** For a while everything works. */
    public void rest() {
        resting = true;
    }

    public void goOn() {
        resting = false;
    }
}
