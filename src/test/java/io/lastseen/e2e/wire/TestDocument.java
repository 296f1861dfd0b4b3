package io.lastseen.e2e.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** One document of a visitor, speaking the wire format without a browser. */
public final class TestDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String visitor;
    private final String tab;
    private final String document = id("doc");
    private final String url;
    private final long origin = Instant.now().toEpochMilli();
    private final List<Map<String, Object>> pending = new ArrayList<>();
    private int sequence;
    private int signals;

    private TestDocument(String visitor, String tab, String url) {
        this.visitor = visitor;
        this.tab = tab;
        this.url = url;
    }

    /** A new visitor opens a page in a new tab, looks at it and moves the mouse. */
    public static TestDocument opened(String url) {
        return opened(id("visitor"), id("tab"), url);
    }

    public static TestDocument opened(String visitor, String tab, String url) {
        TestDocument document = new TestDocument(visitor, tab, url);
        document.signal("load", Map.of("nav", "navigate", "url", url, "ref", "", "vis", "visible", "focus", true));
        document.signal("view", Map.of("how", "load", "url", url, "path", java.net.URI.create(url).getPath(),
                "title", "A page"));
        document.signal("input", Map.of("kind", "pointer"));
        return document;
    }

    public static String id(String what) {
        return what + "-" + UUID.randomUUID();
    }

    public String id() {
        return document;
    }

    public String visitor() {
        return visitor;
    }

    public String url() {
        return url;
    }

    /** Milliseconds since this document's origin. */
    public long now() {
        return Instant.now().toEpochMilli() - origin;
    }

    public TestDocument signal(String kind, Map<String, Object> fields) {
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("n", ++signals);
        signal.put("t", now());
        signal.put("k", kind);
        signal.putAll(fields);
        pending.add(signal);
        return this;
    }

    /** The next chunk, with the signals since the last frame. Its events are the given text in a custom event. */
    public Frame chunk(String text) {
        long now = now();
        String events = json(List.of(Map.of("type", 5, "timestamp", now, "data", Map.of("tag", "test", "payload", text))));
        Map<String, Object> header = header(now);
        header.put("s", sequence++);
        header.put("f", now);
        header.put("l", now);
        header.put("k", false);
        return new Frame(1, Frame.GZIP, json(header), gzip(events.getBytes(StandardCharsets.UTF_8)));
    }

    /** The signals since the last frame, alone. */
    public Frame beacon() {
        return new Frame(1, Frame.NONE, json(header(now())), new byte[0]);
    }

    private Map<String, Object> header(long now) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("v", visitor);
        header.put("t", tab);
        header.put("d", document);
        header.put("o", origin);
        header.put("at", now);
        header.put("e", List.copyOf(pending));
        pending.clear();
        return header;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
