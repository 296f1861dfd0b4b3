package io.lastseen.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @Test
    void a_range_ends_where_the_content_ends() {
        assertThat(ByteRange.parse("bytes=10-9999", 100)).contains(new ByteRange(10, 99));
        assertThat(ByteRange.parse("bytes=10-", 100)).contains(new ByteRange(10, 99));
        assertThat(ByteRange.parse("bytes=0-0", 100)).contains(new ByteRange(0, 0));
    }

    @Test
    void a_suffix_counts_from_the_end() {
        assertThat(ByteRange.parse("bytes=-10", 100)).contains(new ByteRange(90, 99));
        assertThat(ByteRange.parse("bytes=-500", 100)).contains(new ByteRange(0, 99));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=-0", "bytes=5-4", "bytes=100-", "bytes=1-2,4-5", "bytes=a-b",
        "items=1-2", "bytes=99999999999999999999-", "bytes=1-2 "  + "x"})
    void what_is_no_range_of_the_content_is_none(String header) {
        assertThat(ByteRange.parse(header, 100)).isEmpty();
    }

    @Test
    void nothing_has_no_ranges() {
        assertThat(ByteRange.parse("bytes=0-", 0)).isEmpty();
    }
}
