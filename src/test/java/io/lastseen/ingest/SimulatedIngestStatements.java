package io.lastseen.ingest;

import io.lastseen.simulation.Answer;
import io.lastseen.simulation.Fields;
import io.lastseen.simulation.Ranges;
import io.lastseen.simulation.Statements;
import io.lastseen.simulation.Work;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What PostgreSQL does for the statements of this room. */
public final class SimulatedIngestStatements {
    private static final OffsetDateTime ALWAYS = OffsetDateTime.MIN;

    private SimulatedIngestStatements() {
    }

    public static Statements in(Statements statements) {
        return statements
            .on(IndexStatement.SQL, (work, p) -> ingest(work, p, work.now(), false))
            .on(IndexStatement.RESTORE, (work, p) -> ingest(work, p, p.getOffsetDateTime(32), true))
            .on(Partitions.AHEAD, (work, p) -> Answer.of(IntStream.rangeClosed(-1, 7)
                .mapToObj(days -> Fields.of("day", work.today().plusDays(days))).toList()))
            .on(Partitions.OF_DOCUMENTS, SimulatedIngestStatements::daysOfDocuments)
            .onFormat(Partitions.MAKE, days -> (work, p) -> makePartitions(work, days.group(1)))
            .onFormat(OldPartitions.DROP, days -> (work, p) -> dropPartition(work, LocalDate.parse(days.group(1), DateTimeFormatter.BASIC_ISO_DATE)))
            .on(OldPartitions.OLD, (work, p) -> Answer.of(work.where("partition", row -> row.day("day").isBefore(work.today().minusDays(p.getInteger(0))))
                .sorted(Comparator.comparing(row -> row.day("day"))).toList()));
    }

    /** A chunk that had been received when the statement began. */
    private record Known(Optional<byte[]> digest, Optional<String> segment) {
    }

    /** What was true when the statement began. */
    private record Before(List<Boolean> refused, Map<Integer, Known> known) {
    }

    /** @param restoring only what has a row counts as known */
    private static Answer ingest(Work work, Tuple p, OffsetDateTime now, boolean restoring) {
        if (Arrays.stream(strings(p, 26)).anyMatch(body -> body.contains("\"poison\""))) {
            throw new PgException("a value that no column takes", "ERROR", "22P05", "");
        }
        Before before = work.snapshot(() -> before(work, p, now, restoring));
        Map<String, Fields> kept = documents(work, p, now, before);
        String segment = p.getString(18);
        TreeSet<String> refused = new TreeSet<>();
        TreeSet<String> late = new TreeSet<>();
        List<Fields> answers = new ArrayList<>();
        for (int i = 0; i < strings(p, 8).length; i++) {
            String site = strings(p, 8)[i];
            String document = strings(p, 9)[i];
            int sequence = ints(p, 10)[i];
            Optional<Fields> row = Optional.ofNullable(kept.get(site + '|' + document));
            Optional<Known> known = Optional.ofNullable(before.known().get(i));
            long first = longs(p, 14)[i];
            long last = longs(p, 15)[i];
            boolean erased = row.filter(one -> !one.ranges("erased").touches(first, last)).isEmpty();
            boolean stored = !erased && known.isEmpty() && work.insert("chunk", Fields.of("site_id", site, "day", row.orElseThrow().day("day"),
                "document_id", document, "sequence", sequence, "segment", segment, "position", ints(p, 11)[i], "length", ints(p, 12)[i],
                "header_length", ints(p, 28)[i], "codec", ints(p, 13)[i], "first_ms", first, "last_ms", last, "keyframe", ((Boolean[]) p.getValue(16))[i],
                "digest", ((Buffer[]) p.getValue(17))[i], "received_at", now, "archived_at", null));
            if (erased) {
                refused.add(site);
            }
            if (stored && row.orElseThrow().is("settled")) {
                late.add(site + '|' + document);
            }
            if (known.isPresent() && !known.get().segment().equals(Optional.of(segment))) {
                work.insert("stray", Fields.of("site_id", site, "document_id", document, "sequence", sequence, "segment", segment));
            }
            answers.add(Fields.of("ordinal", (long) i + 1, "stored", stored, "known", known.isPresent(),
                "digest", known.flatMap(Known::digest).map(Buffer::buffer).orElse(null), "erased", erased));
        }
        refused.forEach(site -> work.insert("erasure_object", Fields.of("site_id", site, "erasure_id", "late", "object", segment, "not_before", now)));
        late.forEach(key -> work.upsert("archive_due", due(kept.get(key), now), old -> old.with("since", now)));
        evidence(work, p, now, kept);
        dueVisitors(work, p, now, kept);
        return Answer.of(answers);
    }

    private static Before before(Work work, Tuple p, OffsetDateTime now, boolean restoring) {
        List<Boolean> refused = new ArrayList<>();
        for (int i = 0; i < strings(p, 0).length; i++) {
            OffsetDateTime opened = now.minus(Duration.ofMillis(longs(p, 29)[i]));
            refused.add(work.row("erased_visitor", strings(p, 0)[i], strings(p, 2)[i]).filter(one -> one.at("erased_at").isAfter(opened)).isPresent());
        }
        Map<Integer, Known> known = new HashMap<>();
        for (int i = 0; i < strings(p, 8).length; i++) {
            String site = strings(p, 8)[i];
            String document = strings(p, 9)[i];
            int sequence = ints(p, 10)[i];
            Optional<Fields> received = work.row("document", site, document).filter(one -> one.ranges("sequences").holds(sequence));
            if (received.isPresent()) {
                Optional<Fields> chunk = work.row("chunk", site, received.get().day("day"), document, sequence);
                if (restoring && chunk.isEmpty()) {
                    continue;
                }
                known.put(i, new Known(chunk.map(one -> ((Buffer) one.get("digest")).getBytes()), chunk.map(one -> one.text("segment"))));
            }
        }
        return new Before(refused, known);
    }

    private static Map<String, Fields> documents(Work work, Tuple p, OffsetDateTime now, Before before) {
        Map<String, Fields> kept = new TreeMap<>();
        for (int i = 0; i < strings(p, 0).length; i++) {
            if (before.refused().get(i)) {
                continue;
            }
            Ranges sequences = Ranges.parse(strings(p, 6)[i]);
            Fields row = Fields.of("site_id", strings(p, 0)[i], "id", strings(p, 1)[i], "visitor_id", strings(p, 2)[i], "tab_id", strings(p, 3)[i],
                "day", now.toLocalDate(), "origin_ms", longs(p, 4)[i], "sequences", sequences, "agent", orNull(strings(p, 5)[i]),
                "country", orNull(strings(p, 30)[i]), "language", orNull(strings(p, 31)[i]),
                "first_received_at", now, "last_received_at", now, "settled", false, "erased", Ranges.NONE);
            kept.put(row.text("site_id") + '|' + row.text("id"), work.upsert("document", row, old -> old.with(
                "last_received_at", old.at("last_received_at").isAfter(now) ? old.at("last_received_at") : now,
                "sequences", old.ranges("sequences").plus(sequences))));
        }
        return kept;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Fields due(Fields document, OffsetDateTime now) {
        return Fields.of("site_id", document.get("site_id"), "kind", "document", "id", document.get("id"), "since", now, "not_before", ALWAYS);
    }

    private static void evidence(Work work, Tuple p, OffsetDateTime now, Map<String, Fields> kept) {
        for (int i = 0; i < strings(p, 19).length; i++) {
            Fields document = kept.get(strings(p, 19)[i] + '|' + strings(p, 20)[i]);
            long at = longs(p, 23)[i];
            if (document == null || document.ranges("erased").holds(at - document.number("origin_ms"))) {
                continue;
            }
            if (strings(p, 22)[i].startsWith("chan.")) {
                throw new AssertionError("presence is not simulated");
            }
            work.insert("evidence", Fields.of("site_id", document.get("site_id"), "day", document.get("day"), "document_id", document.get("id"),
                "n", longs(p, 21)[i], "kind", strings(p, 22)[i], "at_ms", at, "sent_ms", longs(p, 24)[i], "live", ((Boolean[]) p.getValue(25))[i],
                "body", new JsonObject(strings(p, 26)[i]), "received_at", now));
        }
    }

    private static void dueVisitors(Work work, Tuple p, OffsetDateTime now, Map<String, Fields> kept) {
        TreeMap<String, Integer> urgency = new TreeMap<>();
        Map<String, Fields> visitors = new HashMap<>();
        for (int i = 0; i < strings(p, 0).length; i++) {
            Fields document = kept.get(strings(p, 0)[i] + '|' + strings(p, 1)[i]);
            if (document != null && !document.ranges("erased").endless()) {
                String key = document.text("site_id") + '|' + document.text("visitor_id");
                urgency.merge(key, ints(p, 7)[i], Math::min);
                visitors.put(key, document);
            }
        }
        urgency.forEach((key, how) -> {
            Fields row = Fields.of("site_id", visitors.get(key).get("site_id"), "visitor_id", visitors.get(key).get("visitor_id"), "rev", 1L,
                "due_at", how == 0 ? now : now.plus(Duration.ofMillis(how == 1 ? p.getLong(27) : 900_000)));
            if (how == 2) {
                work.insert("due", row);
            } else {
                work.upsert("due", row, old -> old.with("rev", old.number("rev") + 1,
                    "due_at", old.at("due_at").isBefore(row.at("due_at")) ? old.at("due_at") : row.at("due_at")));
            }
        });
    }

    private static Answer daysOfDocuments(Work work, Tuple p) {
        TreeSet<LocalDate> days = new TreeSet<>();
        for (int i = 0; i < strings(p, 0).length; i++) {
            work.row("document", strings(p, 0)[i], strings(p, 1)[i]).ifPresent(one -> days.add(one.day("day")));
        }
        return Answer.of(days.stream().map(day -> Fields.of("day", day)).toList());
    }

    private static Answer makePartitions(Work work, String list) {
        for (String day : list.split(",")) {
            work.insert("partition", Fields.of("day", LocalDate.parse(day.strip().replace("'", ""))));
        }
        return Answer.NOTHING;
    }

    private static Answer dropPartition(Work work, LocalDate day) {
        boolean needed = work.rows("chunk").stream().anyMatch(row -> row.day("day").equals(day))
            || work.rows("document").stream().anyMatch(row -> row.day("day").equals(day) && !row.is("settled"))
            || work.rows("evidence").stream().anyMatch(row -> row.day("day").equals(day) && row.at("received_at").isAfter(work.now().minusHours(48)));
        if (!needed) {
            work.alone("chunk");
            Fields partition = work.row("partition", day).orElseThrow(() -> new PgException("relation does not exist", "ERROR", "42P01", ""));
            work.where("evidence", row -> row.day("day").equals(day)).toList().forEach(row -> work.delete("evidence", row));
            work.delete("partition", partition);
        }
        return Answer.NOTHING;
    }

    private static String[] strings(Tuple p, int at) {
        return (String[]) p.getValue(at);
    }

    private static Integer[] ints(Tuple p, int at) {
        return (Integer[]) p.getValue(at);
    }

    private static Long[] longs(Tuple p, int at) {
        return (Long[]) p.getValue(at);
    }
}
