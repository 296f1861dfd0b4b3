package io.lastseen.e2e.soak;

import io.lastseen.bench.SoakLoad.Schedule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which chunks the index says it has, archived ones included. */
final class IndexReader {
    private IndexReader() {
    }

    /** @return sequences by the document's number */
    static Map<Long, BitSet> read(Connection database, String site) throws SQLException {
        Map<Long, BitSet> known = new HashMap<>();
        try (PreparedStatement query = database.prepareStatement("select id, lower(part), upper(part) from document, unnest(sequences) part"
                + " where site_id = ?")) {
            query.setString(1, site);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                known.computeIfAbsent(Schedule.number(rows.getString(1)), any -> new BitSet()).set(rows.getInt(2), rows.getInt(3));
            }
        }
        return known;
    }
}
