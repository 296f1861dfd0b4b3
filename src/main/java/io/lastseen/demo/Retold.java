package io.lastseen.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastseen.ingest.PastMessage;
import io.lastseen.recording.asset.Told;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A recorded visit as another person's, at another time: ids, origins of documents and where it came from are changed, all else is
 * as it was recorded. Times within a document are relative to its origin and stay.
 */
final class Retold {
    /** The doors ping every 15 s, and after two missed answers the browser counts as unreachable. */
    private static final long SILENT_MS = Duration.ofSeconds(30).toMillis();
    private static final int PREFIX_BYTES = 16;
    private static final byte GZIP = 2;
    private final Planned person;
    private final Planned.Visit visit;
    private final String origin;
    private final String firstDocument;

    /** What a document's recording shows. */
    record Shown(String document, List<Told> entries) {
    }

    /** @param origin of the shop now */
    Retold(Planned person, Planned.Visit visit, String origin) {
        this.person = person;
        this.visit = visit;
        this.origin = origin;
        this.firstDocument = visit.recorded().messages().stream().flatMap(message -> header(message).stream())
            .map(header -> header.get("d").asText()).findFirst().orElseThrow();
    }

    /** In the order they came. */
    List<PastMessage> messages() {
        List<PastMessage> messages = new ArrayList<>();
        Set<String> open = new LinkedHashSet<>();
        for (Recorded.Message message : visit.recorded().messages()) {
            if (visit.lostMs().isPresent() && message.atMs() > visit.lostMs().getAsLong()) {
                break;
            }
            if (message instanceof Recorded.Posted posted) {
                messages.add(new PastMessage.Posted(at(posted.atMs()), frame(posted), person.caller()));
            } else if (message instanceof Recorded.Said said) {
                open.add(said.header().get("d").asText());
                messages.add(new PastMessage.Said(at(said.atMs()), retold(said.header()), person.caller()));
            } else if (message instanceof Recorded.Dropped dropped) {
                open.remove(dropped.document());
                messages.add(new PastMessage.Dropped(at(dropped.atMs()), id("d", dropped.document()), dropped.how()));
            }
        }
        long lost = visit.lostMs().orElse(visit.recorded().length().toMillis()) + SILENT_MS;
        open.forEach(document -> messages.add(new PastMessage.Dropped(at(lost), id("d", document), "timeout")));
        return messages;
    }

    /** One for each document, without what is told twice. */
    List<Shown> shown() {
        Map<String, Map<String, Told>> byDocument = new LinkedHashMap<>();
        visit.recorded().messages().stream().filter(Recorded.Shown.class::isInstance).map(Recorded.Shown.class::cast)
            .forEach(shown -> shown.entries().forEach(one -> byDocument.computeIfAbsent(shown.document(), first -> new LinkedHashMap<>()).put(one.name(), one)));
        return byDocument.entrySet().stream().map(one -> new Shown(id("d", one.getKey()), List.copyOf(one.getValue().values()))).toList();
    }

    private Instant at(long ms) {
        return visit.at().plusMillis(ms);
    }

    private static Optional<ObjectNode> header(Recorded.Message message) {
        return message instanceof Recorded.Posted posted ? Optional.of(posted.header())
            : message instanceof Recorded.Said said ? Optional.of(said.header()) : Optional.empty();
    }

    private byte[] frame(Recorded.Posted posted) {
        byte[] header = retold(posted.header());
        byte[] payload = posted.payload().orElse(new byte[0]);
        return ByteBuffer.allocate(PREFIX_BYTES + header.length + payload.length).put((byte) 'L').put((byte) 'S').put((byte) 1)
            .put(payload.length == 0 ? 0 : GZIP).putShort((short) header.length).putShort((short) posted.flags()).putInt(payload.length)
            .putInt((int) posted.ageMs()).put(header).put(payload).array();
    }

    private byte[] retold(ObjectNode recorded) {
        ObjectNode header = recorded.deepCopy();
        boolean first = header.get("d").asText().equals(firstDocument);
        header.put("v", person.id()).put("t", id("t", header.get("t").asText())).put("d", id("d", header.get("d").asText()))
            .put("o", visit.at().toEpochMilli() + header.get("o").asLong() - visit.recorded().originMs());
        for (JsonNode signal : header.path("e")) {
            retell((ObjectNode) signal, first);
        }
        return header.toString().replace(visit.recorded().origin(), origin).getBytes(StandardCharsets.UTF_8);
    }

    private void retell(ObjectNode signal, boolean first) {
        String kind = signal.get("k").asText();
        for (String field : List.of("prev", "opener", "document")) {
            if (signal.hasNonNull(field) && (kind.equals("load") || kind.equals("crash"))) {
                signal.put(field, id("d", signal.get(field).asText()));
            }
        }
        if (kind.equals("load")) {
            signal.put("lang", person.language());
            if (!visit.equals(person.visits().get(0))) {
                signal.put("back", true);
            }
        }
        if (first && kind.equals("load")) {
            signal.put("ref", visit.referrer());
        }
        if (first && !visit.query().isEmpty() && (kind.equals("load") || kind.equals("view") && signal.path("how").asText().equals("load"))) {
            signal.put("url", signal.get("url").asText() + "?" + visit.query());
        }
    }

    /** Another id for each visit, always the same for the same one. */
    private String id(String kind, String recorded) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest((person.id() + " " + visit.at().toEpochMilli() + " " + kind + " " + recorded).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
