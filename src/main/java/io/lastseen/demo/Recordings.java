package io.lastseen.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastseen.recording.asset.Told;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.XZInputStream;

/**
 * What {@code recorder-js/demo/record.mjs} has written: lines of JSON, packed with xz because each page is recorded many times.
 *
 * @param contents of images and fonts by their SHA-256 as base64url
 */
record Recordings(Map<String, byte[]> contents, List<Recorded> visits) {
    private static final String FILE = "/demo/visits.jsonl.xz";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Takes a second or two and some 20 MB while it lasts. */
    static Recordings read() {
        Map<String, byte[]> contents = new HashMap<>();
        List<Recorded> visits = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new XZInputStream(Recordings.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode one = JSON.readTree(line);
                if (one.has("asset")) {
                    contents.put(one.get("asset").asText(), Base64.getDecoder().decode(one.get("bytes").asText()));
                } else {
                    visits.add(visit(one));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recordings(Map.copyOf(contents), List.copyOf(visits));
    }

    /** What a recorder that brings this content would have said. */
    Told brought(Told.Known known) {
        return new Told.Brought(known.name(), ByteBuffer.wrap(contents.get(name(known))));
    }

    static String name(Told.Known known) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(known.sha256());
    }

    private static Recorded visit(JsonNode visit) throws IOException {
        List<Recorded.Message> messages = new ArrayList<>();
        for (JsonNode one : visit.get("messages")) {
            messages.add(message(one));
        }
        return new Recorded(visit.get("visit").asText(), visit.get("kind").asText(), visit.get("device").asText(), visit.get("origin").asText(), visit.get("start").asLong(), messages);
    }

    private static Recorded.Message message(JsonNode one) throws IOException {
        long at = one.get("t").asLong();
        return switch (one.get("kind").asText()) {
            case "frame" -> new Recorded.Posted(at, one.get("flags").asInt(), one.get("age").asLong(), (ObjectNode) one.get("header"),
                one.has("payload") ? Optional.of(packed(one.get("payload").asText())) : Optional.empty());
            case "drop" -> new Recorded.Dropped(at, one.get("d").asText(), one.get("how").asText());
            case "assets" -> new Recorded.Shown(at, one.get("d").asText(), told(one.get("shown")));
            default -> new Recorded.Said(at, (ObjectNode) one.get("header"));
        };
    }

    private static List<Told> told(JsonNode entries) {
        List<Told> told = new ArrayList<>();
        for (JsonNode one : entries) {
            told.add(one.has("c") ? new Told.Known(one.get("u").asText(), Base64.getUrlDecoder().decode(one.get("c").asText()))
                : new Told.Unread(one.get("u").asText(), one.path("w").asInt(), one.path("h").asInt()));
        }
        return told;
    }

    private static byte[] packed(String payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length() / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(payload.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
