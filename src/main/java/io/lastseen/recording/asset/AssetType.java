package io.lastseen.recording.asset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of content that are kept, known by their first bytes alone (WHATWG MIME Sniffing, 6.1 and 6.3, and ISO 23008-12 for
 * AVIF): what a page calls a content decides nothing.
 */
enum AssetType {
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    GIF("image/gif", "GIF8"),
    WEBP("image/webp", "RIFF....WEBP"),
    AVIF("image/avif", "....ftypavi"),
    BMP("image/bmp", "BM"),
    ICO("image/x-icon", "\u0000\u0000\u0001\u0000"),
    WOFF2("font/woff2", "wOF2"),
    WOFF("font/woff", "wOFF"),
    TTF("font/ttf", "\u0000\u0001\u0000\u0000"),
    TRUE("font/ttf", "true"),
    OTF("font/otf", "OTTO"),
    SVG("image/svg+xml", "");

    /** An optional declaration, comments and a doctype may stand before the root element. */
    private static final Pattern SVG_ROOT = Pattern.compile("\\A\\uFEFF?(?>\\s++|<\\?xml[^>]*+>|<!--(?s:.*?)-->"
        + "|<!DOCTYPE\\s++svg[^>\\[]*+(?:\\[[^\\]]*+\\]\\s*+)?>)*+<(?:\\w++:)?svg[\\s/>]");
    private static final int LOOKED_AT = 4_096;

    private final String mediaType;
    private final byte[] start;

    AssetType(String mediaType, String start) {
        this.mediaType = mediaType;
        this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<AssetType> of(ByteBuffer content) {
        return Arrays.stream(values()).filter(type -> type == SVG ? isSvg(content) : type.begins(content)).findFirst();
    }

    /** A dot stands for any byte. */
    private boolean begins(ByteBuffer content) {
        if (content.remaining() < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (start[i] != '.' && start[i] != content.get(content.position() + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSvg(ByteBuffer content) {
        ByteBuffer beginning = content.slice(content.position(), Math.min(content.remaining(), LOOKED_AT));
        return SVG_ROOT.matcher(StandardCharsets.UTF_8.decode(beginning)).find();
    }
}
