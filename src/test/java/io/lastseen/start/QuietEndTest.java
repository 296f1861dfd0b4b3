package io.lastseen.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class QuietEndTest {
    private final QuietEnd filter = new QuietEnd();

    @Test
    void only_once_the_service_ends_are_closed_connections_no_news() {
        assertThat(told(Level.WARNING, new IllegalStateException("Pool closed"))).isTrue();

        QuietEnd.begin();

        assertThat(told(Level.WARNING, new IllegalStateException("Pool closed"))).isFalse();
        assertThat(told(Level.WARNING, new IllegalStateException("disk full"))).isTrue();
        assertThat(told(Level.WARNING, "Pool closed")).isTrue();
        assertThat(told(Level.SEVERE, new IllegalStateException("Pool closed"))).isTrue();
        assertThat(told(Level.WARNING)).isTrue();
    }

    private boolean told(Level level, Object... parameters) {
        LogRecord record = new LogRecord(level, "It is tried again: %s");
        record.setParameters(parameters.length == 0 ? null : parameters);
        return filter.isLoggable(record);
    }
}
