package io.lastseen.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the JSON of an asset message and gives each entry its part of the contents. */
final class AssetHeaderParser {
    /** 32 bytes: the last character holds 4 bits only. */
    private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");
    private final JsonFactory json = JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(WireLimits.DEPTH)
            .maxStringLength(WireLimits.LONG_TEXT)
            .maxNumberLength(32)
            .build())
        .build();

    AssetMessage parse(ByteBuffer header, ByteBuffer contents) throws IOException {
        try (JsonParser in = json.createParser(header.array(), header.arrayOffset() + header.position(), header.remaining())) {
            AssetMessage message = read(in, contents);
            BadHeader.unless(in.nextToken() == null, "The header goes on after its JSON object.");
            BadHeader.unless(!contents.hasRemaining(), "The message is longer than its entries say.");
            return message;
        }
    }

    private static AssetMessage read(JsonParser in, ByteBuffer contents) throws IOException {
        BadHeader.unless(in.nextToken() == JsonToken.START_OBJECT, "The header is not a JSON object.");
        String document = null;
        List<AssetEntry> entries = List.of();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "d" -> document = Fields.id(in, name);
                case "a" -> entries = entries(in, contents);
                default -> in.skipChildren();
            }
        }
        BadHeader.unless(document != null && !entries.isEmpty(), "The header lacks 'd' or 'a'.");
        return new AssetMessage(document, entries);
    }

    private static List<AssetEntry> entries(JsonParser in, ByteBuffer contents) throws IOException {
        BadHeader.unless(in.currentToken() == JsonToken.START_ARRAY, "'a' is not an array.");
        List<AssetEntry> entries = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            BadHeader.unless(entries.size() < WireLimits.ASSETS, "A message holds at most " + WireLimits.ASSETS + " entries.");
            entries.add(entry(in, contents));
        }
        return List.copyOf(entries);
    }

    private static AssetEntry entry(JsonParser in, ByteBuffer contents) throws IOException {
        BadHeader.unless(in.currentToken() == JsonToken.START_OBJECT, "An entry is not an object.");
        String url = null;
        byte[] sha256 = null;
        int length = -1;
        int width = -1;
        int height = -1;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "u" -> url = name(in);
                case "c" -> sha256 = sha256(in);
                case "n" -> length = (int) Fields.integer(in, name, 1, WireLimits.ASSET_BYTES);
                case "w" -> width = (int) Fields.integer(in, name, 0, WireLimits.ASSET_PIXELS);
                case "h" -> height = (int) Fields.integer(in, name, 0, WireLimits.ASSET_PIXELS);
                default -> in.skipChildren();
            }
        }
        BadHeader.unless(url != null, "An entry lacks 'u'.");
        BadHeader.unless((sha256 != null ? 1 : 0) + (length > 0 ? 1 : 0) + (width >= 0 && height >= 0 ? 1 : 0) == 1,
            "An entry needs one of 'c', 'n', or 'w' with 'h'.");
        if (sha256 != null) {
            return new AssetEntry.Known(url, sha256);
        }
        return length > 0 ? new AssetEntry.Brought(url, part(contents, length)) : new AssetEntry.Unread(url, width, height);
    }

    private static ByteBuffer part(ByteBuffer contents, int length) throws BadHeader {
        BadHeader.unless(contents.remaining() >= length, "The message ends before its entries say.");
        ByteBuffer part = contents.slice(contents.position(), length);
        contents.position(contents.position() + length);
        return part;
    }

    /** A URL as browsers write them: in ASCII, so its bytes can be counted and it fits into an index. */
    private static String name(JsonParser in) throws IOException {
        String name = Fields.text(in, "u", WireLimits.ASSET_NAME);
        BadHeader.unless(!name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127), "'u' is not a URL.");
        return name;
    }

    private static byte[] sha256(JsonParser in) throws IOException {
        String text = in.getText();
        BadHeader.unless(SHA256.matcher(text).matches(), "'c' is not a SHA-256 in base64url.");
        return Base64.getUrlDecoder().decode(text);
    }
}
