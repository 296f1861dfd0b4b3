package io.lastseen.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a header: of a frame, or a message on the presence channel. */
public final class HeaderParser {
    private final JsonFactory json = JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(WireLimits.DEPTH + 4)
            .maxStringLength(WireLimits.HEADER_BYTES)
            .maxNumberLength(32)
            .build())
        .build();
    private final SignalParser signals = new SignalParser(json);

    /** @param chunk whether a payload follows, so that {@code s}, {@code f} and {@code l} are required */
    public Parsed<Header> parse(byte[] bytes, int offset, int length, boolean chunk) {
        if (length > WireLimits.HEADER_BYTES) {
            return new Parsed.Refused<>(WireRefusal.TOO_LARGE, "A header holds at most " + WireLimits.HEADER_BYTES + " bytes.");
        }
        try (JsonParser in = json.createParser(bytes, offset, length)) {
            return new Parsed.Accepted<>(read(in, chunk));
        } catch (BadHeader e) {
            return new Parsed.Refused<>(WireRefusal.MALFORMED, e.getMessage());
        } catch (IOException e) {
            return new Parsed.Refused<>(WireRefusal.MALFORMED, "The header is not the JSON that docs/wire-format.md describes.");
        }
    }

    private Header read(JsonParser in, boolean chunk) throws IOException {
        BadHeader.unless(in.nextToken() == JsonToken.START_OBJECT, "The header is not a JSON object.");
        String visitor = null;
        String tab = null;
        String document = null;
        long origin = -1;
        long at = -1;
        long sequence = -1;
        long first = -1;
        long last = -1;
        boolean keyframe = false;
        int channel = 0;
        List<WireSignal> found = List.of();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "v" -> visitor = Fields.id(in, name);
                case "t" -> tab = Fields.id(in, name);
                case "d" -> document = Fields.id(in, name);
                case "o" -> origin = Fields.integer(in, name, 0, WireLimits.MAX_ORIGIN);
                case "at" -> at = Fields.integer(in, name, 0, WireLimits.MAX_SINCE_ORIGIN);
                case "s" -> sequence = Fields.integer(in, name, 0, Integer.MAX_VALUE - 1);
                case "f" -> first = Fields.integer(in, name, 0, WireLimits.MAX_SINCE_ORIGIN);
                case "l" -> last = Fields.integer(in, name, 0, WireLimits.MAX_SINCE_ORIGIN);
                case "k" -> keyframe = Fields.flag(in, name);
                case "c" -> channel = (int) Fields.integer(in, name, 1, Integer.MAX_VALUE / 4);
                case "e" -> found = signals(in);
                default -> in.skipChildren();
            }
        }
        BadHeader.unless(in.nextToken() == null, "The header goes on after its JSON object.");
        BadHeader.unless(visitor != null && tab != null && document != null, "The header lacks 'v', 't' or 'd'.");
        BadHeader.unless(origin >= 0 && at >= 0, "The header lacks 'o' or 'at'.");
        return new Header(visitor, tab, document, origin, at,
            chunk ? Optional.of(span(sequence, first, last, keyframe)) : Optional.empty(), channel, found);
    }

    private static ChunkSpan span(long sequence, long first, long last, boolean keyframe) throws BadHeader {
        BadHeader.unless(sequence >= 0 && first >= 0 && last >= 0, "A chunk's header lacks 's', 'f' or 'l'.");
        BadHeader.unless(first <= last, "The chunk's last event is before its first.");
        return new ChunkSpan((int) sequence, first, last, keyframe);
    }

    private List<WireSignal> signals(JsonParser in) throws IOException {
        BadHeader.unless(in.currentToken() == JsonToken.START_ARRAY, "'e' is not an array.");
        List<WireSignal> found = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            BadHeader.unless(found.size() < WireLimits.SIGNALS, "A header holds at most " + WireLimits.SIGNALS + " signals.");
            found.add(signals.parse(in));
        }
        return List.copyOf(found);
    }
}
