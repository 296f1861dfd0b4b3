package io.lastseen;

import java.util.concurrent.Executor;

/** Where work goes that takes CPU or waits, off the event loops. */
public interface Workers extends Executor {
}
