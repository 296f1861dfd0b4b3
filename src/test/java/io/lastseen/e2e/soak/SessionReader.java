package io.lastseen.e2e.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.bench.FrameTemplate;
import io.lastseen.bench.SoakLoad.Schedule;
import io.lastseen.e2e.Api;
import io.lastseen.e2e.Recording;
import io.lastseen.e2e.TestSite;
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

/** Plays every session of the site, and holds each chunk's bytes against what the generator sent. */
final class SessionReader {
    private static final int READERS = 4;

    private final Api api;
    private final TestSite site;
    private final FrameTemplate template;
    private final Map<Long, BitSet> played = new HashMap<>();
    private long twice;
    private long wrong;
    private int sessions;

    SessionReader(Api api, TestSite site, int frameBytes) {
        this.api = api;
        this.site = site;
        this.template = new FrameTemplate("", frameBytes, (document, sequence) -> "");
    }

    /** @param patience for the last visits to become sessions */
    Found readAll(Schedule schedule, long sent, Duration patience) throws Exception {
        Instant end = Instant.now().plus(patience);
        Found found = readOnce(schedule, sent);
        while (found.lost() > 0 && Instant.now().isBefore(end)) {
            found = readOnce(schedule, sent);
        }
        return found;
    }

    private Found readOnce(Schedule schedule, long sent) throws Exception {
        played.clear();
        twice = 0;
        wrong = 0;
        sessions = 0;
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/sessions?limit=100&site=" + site.id() + cursor);
            List<Future<?>> reading = new ArrayList<>();
            for (JsonNode session : page.get("items")) {
                reading.add(readers.submit(() -> {
                    read(Recording.of(api, session));
                    return null;
                }));
            }
            for (Future<?> one : reading) {
                one.get();
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        readers.shutdown();
        long lost = 0;
        for (long chunk = 0; chunk < sent; chunk++) {
            BitSet of = played.get(schedule.document(chunk));
            lost += of == null || !of.get(schedule.sequence(chunk)) ? 1 : 0;
        }
        long chunks = played.values().stream().mapToLong(BitSet::cardinality).sum();
        return new Found(sessions, chunks, lost, twice, wrong + chunks - (sent - lost));
    }

    private void read(Recording recording) throws Exception {
        byte[] whole = recording.bytes();
        synchronized (played) {
            sessions++;
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
}
