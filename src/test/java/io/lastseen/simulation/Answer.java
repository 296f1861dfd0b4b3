package io.lastseen.simulation;

import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import io.vertx.sqlclient.impl.ArrayTuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What a statement answers: rows, or how many it changed. */
public record Answer(List<Fields> rows, int count) {
    public static final Answer NOTHING = new Answer(List.of(), 0);

    public static Answer of(List<Fields> rows) {
        return new Answer(rows, rows.size());
    }

    public static Answer changed(int count) {
        return new Answer(List.of(), count);
    }

    RowSet<Row> rowSet() {
        List<Row> read = new ArrayList<>(rows.size());
        rows.forEach(fields -> read.add(new ReadRow(fields.columns())));
        return new Rows(read, count);
    }

    private static final class ReadRow extends ArrayTuple implements Row {
        private final List<String> names;

        private ReadRow(Map<String, Object> columns) {
            super(columns.values());
            this.names = List.copyOf(columns.keySet());
        }

        @Override
        public String getColumnName(int position) {
            return names.get(position);
        }

        @Override
        public int getColumnIndex(String column) {
            return names.indexOf(column);
        }
    }

    private record Rows(List<Row> all, int rowCount) implements RowSet<Row> {

        @Override
        public RowIterator<Row> iterator() {
            Iterator<Row> rows = all.iterator();
            return new RowIterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Row next() {
                    return rows.next();
                }
            };
        }

        @Override
        public int size() {
            return all.size();
        }

        @Override
        public RowSet<Row> next() {
            return null;
        }

        @Override
        public RowSet<Row> value() {
            return this;
        }

        @Override
        public List<String> columnsNames() {
            return all.isEmpty() ? List.of() : ((ReadRow) all.get(0)).names;
        }

        @Override
        public List<ColumnDescriptor> columnDescriptors() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <V> V property(PropertyKind<V> kind) {
            throw new UnsupportedOperationException();
        }
    }
}
