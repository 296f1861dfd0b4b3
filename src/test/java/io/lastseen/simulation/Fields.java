package io.lastseen.simulation;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One row: columns by name. A change makes another one. */
public record Fields(Map<String, Object> columns) {

    public static Fields of(Object... namesAndValues) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Fields(columns);
    }

    public Fields with(Object... namesAndValues) {
        Map<String, Object> changed = new LinkedHashMap<>(columns);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Fields(changed);
    }

    public Map<String, Object> columns() {
        return Collections.unmodifiableMap(columns);
    }

    public Object get(String column) {
        return columns.get(column);
    }

    public boolean lacks(String column) {
        return columns.get(column) == null;
    }

    public boolean has(String column, Object value) {
        return Objects.equals(columns.get(column), value);
    }

    public boolean is(String column) {
        return Boolean.TRUE.equals(columns.get(column));
    }

    public String text(String column) {
        return (String) columns.get(column);
    }

    public long number(String column) {
        return ((Number) columns.get(column)).longValue();
    }

    public int integer(String column) {
        return ((Number) columns.get(column)).intValue();
    }

    public OffsetDateTime at(String column) {
        return (OffsetDateTime) columns.get(column);
    }

    public LocalDate day(String column) {
        return (LocalDate) columns.get(column);
    }

    public Ranges ranges(String column) {
        return (Ranges) columns.get(column);
    }

    /** These columns' values, as a key. */
    String key(String[] names) {
        StringBuilder key = new StringBuilder();
        for (String name : names) {
            key.append(columns.get(name)).append('|');
        }
        return key.toString();
    }
}
