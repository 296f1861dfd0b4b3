package io.lastseen.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;

/**
 * Reads one signal and writes its fields anew, within bounds.
 *
 * <p>Which fields a kind has is `engagement`'s affair: a newer recorder may know kinds and fields that this service does
 * not, and they are kept. Here only what could hurt is refused.
 */
final class SignalParser {
    private static final Set<String> LONG = Set.of("url", "ref", "path", "title");
    private final JsonFactory json;

    SignalParser(JsonFactory json) {
        this.json = json;
    }

    WireSignal parse(JsonParser in) throws IOException {
        BadHeader.unless(in.currentToken() == JsonToken.START_OBJECT, "A signal is not a JSON object.");
        long n = -1;
        long at = -1;
        String kind = null;
        StringWriter body = new StringWriter(128);
        try (JsonGenerator out = json.createGenerator(body)) {
            out.writeStartObject();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "n" -> n = Fields.integer(in, name, 1, WireLimits.MAX_NUMBER_IN_DOCUMENT);
                    case "t" -> at = Fields.integer(in, name, 0, WireLimits.MAX_SINCE_ORIGIN);
                    case "k" -> kind = kind(in);
                    default -> field(in, out, 1);
                }
            }
            out.writeEndObject();
        }
        BadHeader.unless(n > 0 && at >= 0 && kind != null, "A signal lacks 'n', 't' or 'k'.");
        return new WireSignal(n, at, kind, body.toString());
    }

    /** Kinds with a dot are the service's own testimony (chan.open): nobody outside may speak for it. */
    private static String kind(JsonParser in) throws IOException {
        BadHeader.unless(in.currentToken() == JsonToken.VALUE_STRING, "'k' is not a string.");
        String kind = in.getText();
        BadHeader.unless(kind.matches("[a-z]{1,16}"), "'k' is not a kind of signal: 1 to 16 of a-z.");
        return kind;
    }

    private void field(JsonParser in, JsonGenerator out, int depth) throws IOException {
        out.writeFieldName(name(in));
        value(in, out, in.currentName(), depth);
    }

    private void value(JsonParser in, JsonGenerator out, String name, int depth) throws IOException {
        BadHeader.unless(depth <= WireLimits.DEPTH, "A signal is nested deeper than " + WireLimits.DEPTH + " levels.");
        switch (in.currentToken()) {
            case VALUE_STRING -> out.writeString(Fields.text(in, name, LONG.contains(name) ? WireLimits.LONG_TEXT : WireLimits.TEXT));
            case VALUE_NUMBER_INT -> out.writeNumber(Fields.integer(in, name, Long.MIN_VALUE, Long.MAX_VALUE));
            case VALUE_NUMBER_FLOAT -> {
                double number = in.getDoubleValue();
                BadHeader.unless(Double.isFinite(number), "'" + name + "' is out of range.");
                out.writeNumber(number);
            }
            case VALUE_TRUE, VALUE_FALSE -> out.writeBoolean(in.getBooleanValue());
            case VALUE_NULL -> out.writeNull();
            case START_OBJECT -> {
                out.writeStartObject();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String inner = name(in);
                    in.nextToken();
                    out.writeFieldName(inner);
                    value(in, out, inner, depth + 1);
                }
                out.writeEndObject();
            }
            case START_ARRAY -> {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    value(in, out, name, depth + 1);
                }
                out.writeEndArray();
            }
            default -> BadHeader.unless(false, "'" + name + "' has no value.");
        }
    }

    private static String name(JsonParser in) throws IOException {
        String name = in.currentName();
        BadHeader.unless(name.length() <= 64 && name.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)),
            "A field's name is longer than 64 characters or holds what no name holds.");
        return name;
    }
}
