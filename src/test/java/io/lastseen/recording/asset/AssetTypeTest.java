package io.lastseen.recording.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetTypeTest {

    @Test
    void a_content_is_what_its_first_bytes_say() {
        assertThat(AssetType.of(bytes("\u0089PNG\r\n\u001a\n...."))).contains(AssetType.PNG);
        assertThat(AssetType.of(bytes("RIFF\1\2\3\4WEBPVP8 "))).contains(AssetType.WEBP);
        assertThat(AssetType.of(bytes("wOF2\0\1\0\0"))).contains(AssetType.WOFF2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">\n<svg:svg >"})
    void a_drawing_begins_with_its_root(String text) {
        assertThat(AssetType.of(bytes(text))).contains(AssetType.SVG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<html><svg>", "<!doctype html><svg>", "alert(1)", "body{}", "{}", "%PDF-1.7", "PK\3\4", "RIFF\1\2\3\4WAVE",
        "<script>//<svg>", "text <svg>"})
    void anything_else_is_not_kept(String text) {
        assertThat(AssetType.of(bytes(text))).isEmpty();
    }

    @Test
    void a_prologue_without_end_is_given_up_soon() {
        assertThat(AssetType.of(bytes("<!--" + "-->  <!--".repeat(100_000)))).isEmpty();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
