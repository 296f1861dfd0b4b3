package io.lastseen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetMessageParserTest {
    private static final String DOCUMENT = "document_documen";
    private final AssetMessageParser parser = new AssetMessageParser();

    @Test
    void entries_take_their_contents_in_order() {
        byte[] message = AssetMessages.message(DOCUMENT, """
            {"u":"https://shop.example/a","n":2},{"u":"https://shop.example/b","w":3,"h":4},{"u":"https://shop.example/c","n":1}""",
            new byte[] {1, 2, 3});

        AssetMessage read = ((Parsed.Accepted<AssetMessage>) parser.parse(message)).value();

        assertThat(read.document()).isEqualTo(DOCUMENT);
        assertThat(read.entries()).containsExactly(
            new AssetEntry.Brought("https://shop.example/a", ByteBuffer.wrap(new byte[] {1, 2})),
            new AssetEntry.Unread("https://shop.example/b", 3, 4),
            new AssetEntry.Brought("https://shop.example/c", ByteBuffer.wrap(new byte[] {3})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":3}", "{\"u\":\"\",\"n\":3}", "{\"u\":\"a b\",\"n\":3}", "{\"u\":\"a\"}", "{\"u\":\"a\",\"n\":2}", "{\"u\":\"a\",\"n\":4}",
        "{\"u\":\"a\",\"n\":3,\"w\":1,\"h\":1}", "{\"u\":\"a\",\"c\":\"AAAA\"}", "{\"u\":\"a\",\"n\":-1}", "3", "{\"u\":\"\u00e9\",\"n\":3}"})
    void an_entry_that_breaks_a_rule_refuses_the_message(String entry) {
        assertThat(parser.parse(AssetMessages.message(DOCUMENT, entry, new byte[3])))
            .isInstanceOfSatisfying(Parsed.Refused.class, no -> assertThat(no.reason()).isEqualTo(WireRefusal.MALFORMED));
    }

    @Test
    void bytes_changed_or_cut_anywhere_are_read_or_refused_and_nothing_else() {
        byte[] whole = AssetMessages.bringing(DOCUMENT, "https://shop.example/a", new byte[] {1, 2, 3});
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int times = random.nextInt(4); times > 0 && changed.length > 0; times--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThat(parser.parse(changed)).isNotNull();
        }
    }
}
