package io.lastseen.simulation;

import java.time.Duration;
import java.util.concurrent.Executor;

/** One run of a replica's process: what is sent to it after it was killed reaches nobody. */
public class Program implements Executor {
    private static final Duration SOON = Duration.ofMillis(1);
    private final VirtualTime time;
    private boolean killed;

    public Program(VirtualTime time) {
        this.time = time;
    }

    public void kill() {
        killed = true;
    }

    @Override
    public void execute(Runnable work) {
        time.within(SOON, () -> run(work));
    }

    public void after(Duration delay, Runnable work) {
        time.after(delay, () -> run(work));
    }

    private void run(Runnable work) {
        if (!killed) {
            work.run();
        }
    }
}
