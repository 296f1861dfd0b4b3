package io.lastseen.start;

import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Whatever was under way when the service ended finds its connections closed. Nobody acts on that: what was not written is gone on with
 * after the next start. All else is told to the end.
 */
@LoggingFilter(name = "quiet-end")
public final class QuietEnd implements Filter {
    private static final List<String> CLOSED = List.of("Pool closed", "ClosedConnectionException", "Connection is closed");

    /** The logger makes its filter by itself, and nobody else can reach it. */
    private static volatile boolean ending;

    static void begin() {
        ending = true;
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        return !ending || record.getLevel().intValue() > Level.WARNING.intValue() || !isOfClosed(record);
    }

    private static boolean isOfClosed(LogRecord record) {
        Object[] told = Optional.ofNullable(record.getParameters()).orElse(new Object[0]);
        return Arrays.stream(told).filter(Throwable.class::isInstance).map(Object::toString)
                .anyMatch(failure -> CLOSED.stream().anyMatch(failure::contains));
    }
}
