package io.lastseen.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads one field and holds it to its bounds. */
final class Fields {

    private Fields() {
    }

    static String id(JsonParser in, String name) throws IOException {
        BadHeader.unless(in.currentToken() == JsonToken.VALUE_STRING, "'" + name + "' is not a string.");
        String id = in.getText();
        BadHeader.unless(id.length() >= WireLimits.ID_MIN && id.length() <= WireLimits.ID_MAX && isId(id),
            "'" + name + "' is not an id: 16 to 64 of A-Z a-z 0-9 _ -.");
        return id;
    }

    static long integer(JsonParser in, String name, long least, long most) throws IOException {
        BadHeader.unless(in.currentToken() == JsonToken.VALUE_NUMBER_INT
            && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER, "'" + name + "' is not an integer.");
        long value = in.getLongValue();
        BadHeader.unless(value >= least && value <= most, "'" + name + "' is not between " + least + " and " + most + ".");
        return value;
    }

    static boolean flag(JsonParser in, String name) throws IOException {
        BadHeader.unless(in.currentToken().isBoolean(), "'" + name + "' is not true or false.");
        return in.getBooleanValue();
    }

    /** Text that PostgreSQL and UTF-8 can hold: no U+0000, no lone surrogate. */
    static String text(JsonParser in, String name, int most) throws IOException {
        String text = in.getText();
        BadHeader.unless(text.length() <= most, "'" + name + "' is longer than " + most + " characters.");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            BadHeader.unless(c != 0, "'" + name + "' holds U+0000.");
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                BadHeader.unless(!Character.isSurrogate(c), "'" + name + "' holds half a surrogate pair.");
            }
        }
        return text;
    }

    private static boolean isId(String id) {
        return id.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-');
    }
}
