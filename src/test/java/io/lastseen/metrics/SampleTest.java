package io.lastseen.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void as_many_are_looked_at_as_fit() {
        assertThat(Sample.of(0, 100)).isEqualTo(Sample.INDEXED);
        assertThat(Sample.of(100, 100)).isEqualTo(Sample.INDEXED);
        assertThat(Sample.of(101, 100).of()).isEqualTo(128);
        assertThat(Sample.of(52_000, 10_000).of()).isEqualTo(512);
        assertThat(Sample.of(52_000, 10_000).share()).isEqualTo(1 / 512.0);
    }

    @Test
    void a_smaller_sample_is_found_by_the_index_of_the_largest() {
        assertThat(new Sample(256).ofSessions()).startsWith(Sample.INDEXED.ofSessions()).endsWith(" and (hashtext(s.id) & 255) = 0");
        assertThat(new Sample(128).ofVisitors()).startsWith(Sample.INDEXED.ofVisitors()).endsWith(" and (hashtext(s.visitor_id) & 127) = 0");
    }
}
