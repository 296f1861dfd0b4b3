package io.lastseen.e2e.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastseen.e2e.Recording;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Every chunk that was acknowledged, with the SHA-256 of its payload: what must be found again. */
final class Ledger {
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> firstSince = new AtomicReference<>();
    private volatile Instant since = Instant.MAX;

    /** @param begun when the request began that was answered 200 */
    void acknowledged(String document, int sequence, byte[] payload, Instant begun) {
        acknowledged.put(Recording.key(document, sequence), sha256(payload));
        if (begun.isAfter(since)) {
            firstSince.compareAndSet(null, Instant.now());
        }
    }

    /** What is in it now. */
    Ledger copy() {
        Ledger copy = new Ledger();
        copy.acknowledged.putAll(acknowledged);
        return copy;
    }

    /** From now on nothing of that document is expected any more. */
    void forget(String document) {
        acknowledged.keySet().removeIf(key -> key.startsWith(document + "#"));
    }

    int size() {
        return acknowledged.size();
    }

    /** From now on the next acknowledgement is looked for, of a request that begins after {@code instant}. */
    void watchFrom(Instant instant) {
        since = instant;
        firstSince.set(null);
    }

    /** How long after the watched instant the first acknowledgement came. */
    Optional<Duration> firstAfter() {
        return Optional.ofNullable(firstSince.get()).map(first -> Duration.between(since, first));
    }

    /** What playback gives of the sessions, held against what was acknowledged. */
    Audit audit(List<Recording> recordings) throws Exception {
        Map<String, Integer> found = new HashMap<>();
        Map<String, Integer> lastSequence = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        int disordered = 0;
        for (Recording recording : recordings) {
            byte[] whole = recording.bytes();
            for (JsonNode chunk : recording.chunks()) {
                String document = chunk.get("document").asText();
                int sequence = chunk.get("sequence").asInt();
                String key = Recording.key(document, sequence);
                found.merge(key, 1, Integer::sum);
                if (lastSequence.getOrDefault(document, -1) >= sequence) {
                    disordered++;
                }
                lastSequence.put(document, sequence);
                int offset = chunk.get("offset").asInt();
                String expected = acknowledged.get(key);
                if (expected != null && !expected.equals(sha256(java.util.Arrays.copyOfRange(whole, offset, offset + chunk.get("length").asInt())))) {
                    wrong.add(key);
                }
            }
        }
        List<String> lost = acknowledged.keySet().stream().filter(key -> !found.containsKey(key)).sorted().toList();
        int twice = (int) found.values().stream().filter(times -> times > 1).count();
        return new Audit(acknowledged.size(), lost, twice, wrong, disordered);
    }

    /**
     * @param lost       acknowledged and not to be played
     * @param twice      chunks played more than once
     * @param wrong      other bytes than were sent
     * @param disordered chunks that come after a later one of their document
     */
    record Audit(int acknowledged, List<String> lost, int twice, List<String> wrong, int disordered) {
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
