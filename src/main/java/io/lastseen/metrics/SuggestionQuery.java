package io.lastseen.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Asks PostgreSQL what visitors of a site did, in the words a funnel's step is written in. */
@ApplicationScoped
class SuggestionQuery {
    private static final Duration RECENT = Duration.ofDays(30);
    private static final int MOST = 30;

    private static final String SQL =
            """
            with recent as materialized (
                select id from session where site_id = $1 and counted and superseded_by is null and started_at >= $2
            ),
            done as (%s)
            select match, count(distinct session_id) as sessions from done
            where strpos(lower(match), lower($3)) > 0
            group by match order by sessions desc, match limit %d
            """;

    private static final String PATHS =
            "select v.path as match, v.session_id from recent r join view v on v.site_id = $1 and v.session_id = r.id";

    private static final String EVENTS =
            """
            select m.name as match, m.session_id from recent r join mark m on m.site_id = $1 and m.session_id = r.id
            where m.what = 'custom' and m.name is not null""";

    /**
     * As {@link StepMatch} reads clicks: by id, data attribute or label, and by their place where they have none of these; what it
     * could not read is left out.
     */
    private static final String CLICKS =
            """
            select each.match, m.session_id
            from recent r join mark m on m.site_id = $1 and m.session_id = r.id,
            lateral (
                select '#' || (m.element ->> 'id') where m.element ->> 'id' !~ '\\s'
                union all
                select '[data-' || d.key || '="' || d.value || '"]'
                from jsonb_each_text(m.element -> 'data') d where d.key ~ '^[a-z0-9_.-]+$' and d.value !~ '["*]'
                union all
                select m.element ->> 'label' where m.element ->> 'label' !~ '^\\s*[#\\[]|[*]' and m.element ->> 'label' <> ''
                union all
                select m.element ->> 'path'
                where not m.element ?| array['id', 'data', 'label'] and m.element ->> 'path' ~ '^[^\\s*>]+[>#][^\\s*]+$'
            ) each(match)
            where m.what = 'click' and m.element is not null""";

    private final Pool pool;
    private final Clock clock;

    SuggestionQuery(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** @param holding a part of what is looked for, in any case; empty: all */
    Uni<StepSuggestions> suggestions(String site, StepKind kind, String holding) {
        String done =
                switch (kind) {
                    case PATH -> PATHS;
                    case EVENT -> EVENTS;
                    case CLICK -> CLICKS;
                };
        return pool.preparedQuery(SQL.formatted(done, MOST))
                .execute(Tuple.of(site, clock.instant().minus(RECENT).atOffset(ZoneOffset.UTC), holding))
                .map(rows -> {
                    List<StepSuggestion> items = new ArrayList<>();
                    rows.forEach(row -> items.add(new StepSuggestion(row.getString("match"), row.getLong("sessions"))));
                    return new StepSuggestions(items);
                });
    }
}
