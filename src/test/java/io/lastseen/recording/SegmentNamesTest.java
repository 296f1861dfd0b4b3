package io.lastseen.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of a segment")
class SegmentNamesTest {
    private static final Instant GATHERED = Instant.parse("2026-01-31T23:59:59.987Z");
    private static final Instant LATER = GATHERED.plusSeconds(300);
    private static final String BEFORE_NAMES_TOLD_IT = "segments/2026-01-31/1764547199987-abcdefgh";

    private static SegmentNames at(Instant now) {
        return new SegmentNames(Clock.fixed(now, ZoneOffset.UTC), new Random(1));
    }

    @Test
    void tells_when_its_chunks_were_gathered_to_the_millisecond() {
        assertThat(gatheredAt(at(GATHERED).next())).isEqualTo(GATHERED);
    }

    @Test
    void is_another_one_with_the_same_time_when_it_is_rewritten() {
        String name = at(GATHERED).next();

        String again = at(LATER).again(new ObjectName(name), LATER);

        assertThat(again).startsWith("segments/2026-01-31/").isNotEqualTo(at(LATER).next());
        assertThat(gatheredAt(again)).isEqualTo(GATHERED);
    }

    @Test
    void takes_the_time_of_its_chunks_where_the_old_one_told_none() {
        assertThat(gatheredAt(at(LATER).again(new ObjectName(BEFORE_NAMES_TOLD_IT), GATHERED))).isEqualTo(GATHERED);
    }

    @Test
    void of_earlier_versions_leaves_it_to_the_store() {
        assertThat(gatheredAt(BEFORE_NAMES_TOLD_IT)).isEqualTo(LATER);
    }

    private static Instant gatheredAt(String name) {
        return SegmentNames.gatheredAt(new StoredObject(new ObjectName(name), 1, LATER));
    }
}
