package io.lastseen.lake;

import io.lastseen.recording.store.ObjectName;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of files, one of each for a site's day. Their columns are documented in docs/lake.md. */
enum LakeTable {
    SESSIONS(
            """
            select c.site_id, (s.started_at at time zone 'UTC')::date as day, c.session_id, s.visitor_id, s.started_at, s.ended_at, c.reason, c.engaged_ms,
                   c.views, c.entry as entry_path, c.exit as exit_path, c.source, c.channel, c.device, c.browser, c.os,
                   c.came_back as returning, c.reopened, c.bought as converted, c.known_ms, c.country, c.language, c.campaign
            from %s join contribution c on c.site_id = s.site_id and c.session_id = s.id
            order by s.started_at, s.id
            """,
            "site_id varchar", "day date", "session_id varchar", "visitor_id varchar", "started_at timestamptz", "ended_at timestamptz",
            "reason varchar", "engaged_ms bigint", "views integer", "entry_path varchar", "exit_path varchar", "source varchar",
            "channel varchar", "device varchar", "browser varchar", "os varchar", "returning boolean", "reopened boolean",
            "converted boolean", "known_ms bigint", "country varchar", "language varchar", "campaign varchar"),
    VIEWS(
            """
            select v.site_id, (s.started_at at time zone 'UTC')::date as day, v.session_id, v.ordinal, v.path, v.started_at, v.ended_at, v.engaged_ms
            from %s join view v on v.site_id = s.site_id and v.session_id = s.id
            order by s.started_at, s.id, v.ordinal
            """,
            "site_id varchar", "day date", "session_id varchar", "ordinal integer", "path varchar", "started_at timestamptz",
            "ended_at timestamptz", "engaged_ms bigint");

    /** The version is that of the columns: a change that breaks a reader gets another folder. */
    private static final String FOLDER = "lake/v1";

    private static final String SESSIONS_OF_DAY =
            """
            (select site_id, id, visitor_id, started_at, ended_at from session
             where site_id = '%1$s' and started_at >= '%2$s 00:00Z' and started_at < '%3$s 00:00Z'
               and counted and final and superseded_by is null) s
            """;

    private final String select;
    private final List<String> columns;

    LakeTable(String select, String... columns) {
        this.select = select;
        this.columns = List.of(columns);
    }

    ObjectName file(String site, LocalDate day) {
        return new ObjectName(FOLDER + "/" + name().toLowerCase(Locale.ROOT) + "/" + site + "/" + day + ".parquet");
    }

    /** For PostgreSQL. @param site as ids of sites are: letters and digits */
    String rows(String site, LocalDate day) {
        return select.formatted(SESSIONS_OF_DAY.formatted(site, day, day.plusDays(1)));
    }

    /** For DuckDB: names and types, as {@code read_csv} takes them. */
    String columns() {
        return columns.stream()
                .map(column -> "'" + column.replace(" ", "': '") + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
