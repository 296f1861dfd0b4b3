package io.lastseen.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ScriptBytesTest {

    @Test
    void both_encodings_are_the_same_script() throws IOException {
        byte[] script = "let a = 1;".repeat(100).getBytes();
        ScriptBytes bytes = ScriptBytes.of(script);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes.gzip().getBytes())).readAllBytes()).isEqualTo(script);
        assertThat(bytes.plain().getBytes()).isEqualTo(script);
    }

    @Test
    void the_tag_is_of_the_bytes_and_is_found_among_others() throws IOException {
        ScriptBytes bytes = ScriptBytes.of("a".getBytes());
        assertThat(bytes.tag()).isNotEqualTo(ScriptBytes.of("b".getBytes()).tag());
        assertThat(bytes.isMatchedBy(bytes.tag())).isTrue();
        assertThat(bytes.isMatchedBy("\"other\", " + bytes.tag())).isTrue();
        assertThat(bytes.isMatchedBy(bytes.tag().substring(2))).isTrue();
        assertThat(bytes.isMatchedBy("\"other\"")).isFalse();
        assertThat(bytes.isMatchedBy(null)).isFalse();
    }
}
