package io.lastseen.e2e.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.bench.FrameTemplate;
import io.lastseen.bench.SoakLoad.Schedule;
import io.lastseen.e2e.Api;
import io.lastseen.e2e.Recording;
import io.lastseen.e2e.TestSite;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Holds what was sent against the index, chunk by chunk, and plays sessions of the site, evenly over the time, to hold each of their
 * chunks' bytes against what the generator sent. All sessions take an hour to play, so {@code fsck} looks at the bytes of the rest.
 */
final class SessionReader {
    private static final int READERS = 4;

    private final Api api;
    private final TestSite site;
    private final FrameTemplate template;
    private final int sample;
    private final Map<Long, BitSet> played = new HashMap<>();
    private long twice;
    private long wrong;

    /** @param sample sessions to play, about */
    SessionReader(Api api, TestSite site, int frameBytes, int sample) {
        this.api = api;
        this.site = site;
        this.sample = sample;
        this.template = new FrameTemplate("", frameBytes, (document, sequence) -> "");
    }

    /** @param patience for the last visits to become sessions */
    Found read(Connection database, Schedule schedule, long sent, Duration patience) throws Exception {
        Instant end = Instant.now().plus(patience);
        Found found = readOnce(database, schedule, sent);
        while (!found.isComplete() && Instant.now().isBefore(end)) {
            found = readOnce(database, schedule, sent);
        }
        return found;
    }

    private Found readOnce(Connection database, Schedule schedule, long sent) throws Exception {
        played.clear();
        twice = 0;
        wrong = 0;
        List<JsonNode> sessions = list();
        play(sessions);
        return compare(sessions.size(), IndexReader.read(database, site.id()), schedule, sent);
    }

    private List<JsonNode> list() throws Exception {
        List<JsonNode> sessions = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/sessions?limit=100&site=" + site.id() + cursor);
            page.get("items").forEach(sessions::add);
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        return sessions;
    }

    private void play(List<JsonNode> sessions) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < sessions.size(); i += Math.max(1, sessions.size() / sample)) {
                JsonNode session = sessions.get(i);
                reading.add(readers.submit(() -> {
                    play(Recording.of(api, session));
                    return null;
                }));
            }
            for (Future<?> one : reading) {
                one.get();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private void play(Recording recording) throws Exception {
        byte[] whole = recording.bytes();
        synchronized (played) {
            for (JsonNode chunk : recording.chunks()) {
                long document = Schedule.number(chunk.get("document").asText());
                int sequence = chunk.get("sequence").asInt();
                int offset = chunk.get("offset").asInt();
                byte[] bytes = Arrays.copyOfRange(whole, offset, offset + chunk.get("length").asInt());
                BitSet of = played.computeIfAbsent(document, any -> new BitSet());
                twice += of.get(sequence) ? 1 : 0;
                of.set(sequence);
                wrong += Arrays.equals(bytes, template.payload(document, sequence)) ? 0 : 1;
            }
        }
    }

    private Found compare(int sessions, Map<Long, BitSet> indexed, Schedule schedule, long sent) {
        BitSet none = new BitSet();
        Map<Long, Integer> pages = new HashMap<>();
        long unindexed = 0;
        long lost = 0;
        for (long chunk = 0; chunk < sent; chunk++) {
            long document = schedule.document(chunk);
            int sequence = schedule.sequence(chunk);
            pages.merge(document, 1, Integer::sum);
            unindexed += indexed.getOrDefault(document, none).get(sequence) ? 0 : 1;
            lost += played.containsKey(document) && !played.get(document).get(sequence) ? 1 : 0;
        }
        long chunks = played.values().stream().mapToLong(BitSet::cardinality).sum();
        long ofPlayed = played.keySet().stream().mapToLong(document -> pages.getOrDefault(document, 0)).sum();
        return new Found(sessions, pages.size(), unindexed, chunks, lost, twice, wrong + chunks - (ofPlayed - lost));
    }
}
