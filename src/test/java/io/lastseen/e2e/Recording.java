package io.lastseen.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** What the playback API gives for a session: its manifest, and the bytes of its chunks. */
public record Recording(Api api, JsonNode manifest) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Recording of(Api api, JsonNode session) throws IOException, InterruptedException {
        return new Recording(api, api.get("/api/v1/sessions/" + session.get("id").asText() + "/recording"));
    }

    public List<JsonNode> chunks() {
        return StreamSupport.stream(manifest.get("chunks").spliterator(), false).toList();
    }

    /** Document and sequence of every chunk, in the manifest's order. */
    public List<String> keys() {
        return chunks().stream().map(chunk -> key(chunk.get("document").asText(), chunk.get("sequence").asInt())).toList();
    }

    public static String key(String document, int sequence) {
        return document + "#" + sequence;
    }

    /** Every chunk's payload as it is stored, by document and sequence. */
    public Map<String, byte[]> payloads() throws IOException, InterruptedException {
        Map<String, byte[]> payloads = new TreeMap<>();
        for (JsonNode chunk : chunks()) {
            payloads.put(key(chunk.get("document").asText(), chunk.get("sequence").asInt()), api.range(
                    manifest.get("dataUrl").asText(), chunk.get("offset").asLong(), chunk.get("length").asLong()));
        }
        return payloads;
    }

    /** All payloads one after the other, fetched in as few ranges as the service allows. */
    public byte[] bytes() throws IOException, InterruptedException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        long length = manifest.get("bytes").asLong();
        while (whole.size() < length) {
            whole.write(api.range(manifest.get("dataUrl").asText(), whole.size(), length - whole.size()));
        }
        return whole.toByteArray();
    }

    /** Every rrweb event, inflated chunk by chunk. */
    public List<JsonNode> events() throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        for (JsonNode chunk : chunks()) {
            byte[] payload = api.range(manifest.get("dataUrl").asText(), chunk.get("offset").asLong(),
                    chunk.get("length").asLong());
            byte[] json = chunk.get("codec").asText().equals("gzip")
                    ? new GZIPInputStream(new ByteArrayInputStream(payload)).readAllBytes() : payload;
            JSON.readTree(json).forEach(events::add);
        }
        return events;
    }
}
