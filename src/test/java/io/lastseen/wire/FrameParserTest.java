package io.lastseen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
    private final FrameParser parser = new FrameParser();

    @Test
    void a_chunk_is_read_with_its_place_in_the_document() {
        Frame frame = accepted(Frames.chunk());

        assertThat(frame.codec()).isEqualTo(Codec.STORED);
        assertThat(frame.header().document()).isEqualTo("document_documen");
        assertThat(frame.header().span()).contains(new ChunkSpan(0, 10, 2900, true));
        assertThat(frame.payloadLength()).isEqualTo(Frames.PAYLOAD.length);
    }

    @Test
    void a_signal_keeps_its_fields_and_loses_its_number_time_and_kind_to_the_record() {
        WireSignal signal = accepted(Frames.chunk()).header().signals().get(0);

        assertThat(signal.kind()).isEqualTo("load");
        assertThat(signal.n()).isEqualTo(1);
        assertThat(signal.atMs()).isEqualTo(10);
        assertThat(signal.body()).isEqualTo("""
            {"nav":"navigate","url":"https://shop.example/","vis":"visible","focus":true}""");
    }

    @Test
    void signals_alone_need_no_sequence() {
        String header = Frames.HEADER.replace("\"s\":0,\"f\":10,\"l\":2900,\"k\":true,", "");

        assertThat(accepted(Frames.frame(1, 0, header, new byte[0])).isChunk()).isFalse();
    }

    @Test
    void every_cut_of_a_frame_is_refused() {
        byte[] whole = Frames.chunk();
        for (int length = 0; length < whole.length; length++) {
            assertThat(refused(Arrays.copyOf(whole, length))).isEqualTo(WireRefusal.TRUNCATED);
        }
    }

    @Test
    void bytes_behind_a_frame_are_refused() {
        assertThat(refused(Arrays.copyOf(Frames.chunk(), Frames.chunk().length + 1))).isEqualTo(WireRefusal.TRUNCATED);
    }

    @Test
    void a_version_from_the_future_is_named_as_such() {
        assertThat(refused(Frames.frame(2, 1, Frames.HEADER, Frames.PAYLOAD))).isEqualTo(WireRefusal.FUTURE_VERSION);
    }

    @Test
    void an_unknown_codec_is_named_as_such() {
        assertThat(refused(Frames.frame(1, 9, Frames.HEADER, Frames.PAYLOAD))).isEqualTo(WireRefusal.UNKNOWN_CODEC);
    }

    @Test
    void a_payload_without_codec_and_a_codec_without_payload_are_refused() {
        assertThat(refused(Frames.frame(1, 0, Frames.HEADER, Frames.PAYLOAD))).isEqualTo(WireRefusal.MALFORMED);
        assertThat(refused(Frames.frame(1, 2, Frames.HEADER, new byte[0]))).isEqualTo(WireRefusal.MALFORMED);
    }

    @Test
    void a_payload_longer_than_the_format_allows_is_too_large() {
        assertThat(refused(Frames.frame(1, 1, Frames.HEADER, new byte[WireLimits.PAYLOAD_BYTES + 1]))).isEqualTo(WireRefusal.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[]", "{}", "{", "null",
        "{\"v\":\"short\"}",
        "{\"v\":\"visitor_visitor!\",\"t\":\"tab_tab_tab_tab_\",\"d\":\"document_documen\",\"o\":1,\"at\":1}",
        "{\"v\":\"visitor_visitor_\",\"t\":\"tab_tab_tab_tab_\",\"d\":\"document_documen\",\"o\":1e400,\"at\":1}",
        "{\"v\":\"visitor_visitor_\",\"t\":\"tab_tab_tab_tab_\",\"d\":\"document_documen\",\"o\":-1,\"at\":1}",
        "{\"v\":\"visitor_visitor_\",\"v\":\"visitor_visitor_\",\"t\":\"tab_tab_tab_tab_\",\"d\":\"document_documen\",\"o\":1,\"at\":1}",
    })
    void a_header_that_breaks_a_rule_is_malformed(String header) {
        assertThat(refused(Frames.frame(1, 0, header, new byte[0]))).isEqualTo(WireRefusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"n\":0,\"t\":1,\"k\":\"hb\"}",
        "{\"n\":1,\"t\":-1,\"k\":\"hb\"}",
        "{\"n\":1,\"t\":1}",
        "{\"n\":1,\"t\":1,\"k\":\"chan.drop\"}",
        "{\"n\":1,\"t\":1,\"k\":\"view\",\"title\":\"a\\u0000b\"}",
        "{\"n\":1,\"t\":1,\"k\":\"view\",\"title\":\"\\ud800\"}",
        "{\"n\":1,\"t\":1,\"k\":\"gap\",\"ms\":1e999}",
        "{\"n\":1,\"t\":1,\"k\":\"mark\",\"props\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}",
    })
    void a_signal_that_could_hurt_the_database_is_malformed(String signal) {
        String header = Frames.HEADER.replaceAll("\"e\":\\[.*]", java.util.regex.Matcher.quoteReplacement("\"e\":[" + signal + "]"));

        assertThat(refused(Frames.frame(1, 1, header, Frames.PAYLOAD))).isEqualTo(WireRefusal.MALFORMED);
    }

    @Test
    void a_kind_and_fields_that_only_a_newer_recorder_knows_are_kept() {
        String header = Frames.HEADER.replace("{\"n\":1", "{\"n\":2,\"t\":5,\"k\":\"gaze\",\"x\":[1,2.5,null],\"who\":{\"a\":true}},{\"n\":1")
            .replace("\"o\":", "\"zz\":{\"any\":[1]},\"o\":");

        WireSignal signal = accepted(Frames.frame(1, 1, header, Frames.PAYLOAD)).header().signals().get(0);

        assertThat(signal.kind()).isEqualTo("gaze");
        assertThat(signal.body()).isEqualTo("{\"x\":[1,2.5,null],\"who\":{\"a\":true}}");
    }

    private Frame accepted(byte[] bytes) {
        Parsed<Frame> parsed = parser.parse(bytes);
        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        return ((Parsed.Accepted<Frame>) parsed).value();
    }

    private WireRefusal refused(byte[] bytes) {
        Parsed<Frame> parsed = parser.parse(bytes);
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        return ((Parsed.Refused<Frame>) parsed).reason();
    }
}
