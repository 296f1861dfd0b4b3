package io.lastseen.recording.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When recorded bytes move from segments to archives, and when what is not needed any more goes. */
@ConfigMapping(prefix = "lastseen.archive")
public interface ArchiveSettings {

    /** How long after a session became final its archive is written; and how long late chunks wait for company. */
    @WithDefault("5m")
    @DurationMin
    Duration after();

    /**
     * How long an object stays that is not needed any more, and one that has no rows: for readers under way, and for backups. A
     * put whose rows are not written yet has none either, so it is longer than {@code lastseen.commit.deadline}.
     */
    @WithDefault("48h")
    @DurationMin(minutes = 1)
    Duration grace();

    /** A page that has said nothing for so long is looked through for what belongs to no session. */
    @WithDefault("26h")
    @DurationMin
    Duration silence();

    /** How long evidence stays in PostgreSQL at least: a page that comes back by then is decided knowing all of it. */
    @WithDefault("15d")
    @DurationMin
    Duration evidence();

    /** How often objects are listed to find those that may go. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration sweep();

    /** How often the archiver looks for what is due. */
    @WithDefault("5s")
    @DurationMin(millis = 50)
    Duration poll();

    /** Sessions archived at the same time by one replica; each is held in memory while it is. */
    @WithDefault("2")
    @Min(1)
    @Max(16)
    int atOnce();

    /** A longer recording stays in segments, bytes. */
    @WithDefault("268435456")
    @Min(16_777_216)
    @Max(1_610_612_736)
    long largest();
}
