package io.lastseen.session;

import io.lastseen.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads sessions for the API. Sessions that are not counted (robots, pages never seen) are not shown. */
@ApplicationScoped
class SessionQueries {
    /** Rows are wide: only those of the page are read, the others by indexes. */
    private static final String WHOLE =
        "select s.* from (%s) page join session s on s.site_id = page.site_id and s.id = page.id order by s.started_at desc, s.id desc";

    /** A view begins while its session lasts. That much more is for clocks that were set meanwhile. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    /** Of a path's views: as many as are found while one waits. */
    private static final int FEW = 20_000;

    /** By the index of paths alone. */
    private static final String SEEN_BY_FEW =
        "select count(*) <= " + FEW + " as few from (select from view where site_id = $1 and path = any($2) limit " + (FEW + 1) + ") first";

    private static final String SOME =
        "select * from session where site_id = $1 and id = any($2) and erased_at is null order by started_at desc, id desc";

    private static final String SOME_ANYWHERE = "select * from session where id = any($1) and erased_at is null order by started_at desc, id desc";

    private static final String STILL_COUNTED = "This session was erased. It is still counted, and nothing else is left of it.";

    /** Demo data, for one: numbers leave it out once it is removed. */
    private static final String NOT_COUNTED = "This session was erased. Nothing is left of it, and it is not counted.";

    private final Pool pool;
    private final KnownGoals goals;
    private final Clock clock;

    SessionQueries(Pool pool, KnownGoals goals, Clock clock) {
        this.pool = pool;
        this.goals = goals;
        this.clock = clock;
    }

    Uni<SessionPage> list(SessionFilter filter, EndFilter end, SessionTraits traits) {
        return traits.askWhoConverted() ? goals.upToDate(filter.site()).chain(known -> page(filter, end, traits)) : page(filter, end, traits);
    }

    private Uni<SessionPage> page(SessionFilter filter, EndFilter end, SessionTraits traits) {
        List<String> pages = traits.exactPages();
        if (filter.site().isEmpty() || pages.isEmpty()) {
            return list(filter, end, traits, List.of());
        }
        return pool.preparedQuery(SEEN_BY_FEW)
            .execute(Tuple.of(filter.site().get(), pages.toArray(String[]::new)))
            .map(rows -> rows.iterator().next().getBoolean("few"))
            .chain(few -> few ? list(filter, end, traits.withoutPages(), pages) : list(filter, end, traits, List.of()));
    }

    /** @param seen pages that few saw: one of them was */
    private Uni<SessionPage> list(SessionFilter filter, EndFilter end, SessionTraits traits, List<String> seen) {
        StringBuilder sql = new StringBuilder("select site_id, id, started_at from session s where counted and erased_at is null");
        Tuple values = Tuple.tuple();
        filter.site().ifPresent(site -> and(sql, values, "site_id = ", site));
        filter.from().ifPresent(from -> and(sql, values, "started_at >= ", from.atOffset(ZoneOffset.UTC)));
        filter.until().ifPresent(until -> and(sql, values, "started_at < ", until.atOffset(ZoneOffset.UTC)));
        filter.state().ifPresent(state -> and(sql, values, "state = ", state));
        sql.append(end.conditions(values)).append(traits.conditions(values));
        if (!seen.isEmpty()) {
            saw(sql, values, filter, seen);
        }
        filter.after().ifPresent(after -> {
            values.addValue(after.at().atOffset(ZoneOffset.UTC)).addString(after.id());
            sql.append(" and (started_at, id) < ($").append(values.size() - 1).append(", $").append(values.size()).append(')');
        });
        sql.append(" order by started_at desc, id desc limit ").append(filter.limit() + 1);
        return pool.preparedQuery(WHOLE.formatted(sql)).execute(values).map(rows -> {
            List<SessionView> items = new ArrayList<>();
            rows.forEach(row -> items.add(SessionRow.view(row, clock.instant())));
            boolean more = items.size() > filter.limit();
            List<SessionView> page = more ? items.subList(0, filter.limit()) : items;
            String next = more ? new TimeCursor(page.get(page.size() - 1).startedAt(), page.get(page.size() - 1).id()).text() : null;
            return new SessionPage(List.copyOf(page), next);
        });
    }

    /**
     * Those who saw a page are collected first; then sessions are gone through in their order, by an index that has all other traits, and
     * each is only looked up among them. Not a plain "in": the planner would make a join of it, and read all sessions before it sorts them.
     */
    private static void saw(StringBuilder sql, Tuple values, SessionFilter filter, List<String> pages) {
        sql.append(" and coalesce(s.id in (select seen.session_id from view seen where true");
        filter.site().ifPresent(site -> and(sql, values, "seen.site_id = ", site));
        sql.append(" and seen.path = any($").append(values.addArrayOfString(pages.toArray(String[]::new)).size()).append(')');
        filter.from().ifPresent(from -> and(sql, values, "seen.started_at >= ", from.minus(CLOCKS).atOffset(ZoneOffset.UTC)));
        filter.until().ifPresent(until -> and(sql, values, "seen.started_at < ", until.plus(Timing.LONGEST).plus(CLOCKS).atOffset(ZoneOffset.UTC)));
        sql.append("), false)");
    }

    private static void and(StringBuilder sql, Tuple values, String condition, Object value) {
        values.addValue(value);
        sql.append(" and ").append(condition).append('$').append(values.size());
    }

    /** Newest first; those that were erased are not among them. @param site empty: of whatever sites */
    Uni<List<SessionView>> some(Optional<String> site, List<String> ids) {
        String[] wanted = ids.toArray(String[]::new);
        Uni<RowSet<Row>> found = site.isPresent() ? pool.preparedQuery(SOME).execute(Tuple.of(site.get(), wanted))
            : pool.preparedQuery(SOME_ANYWHERE).execute(Tuple.tuple().addArrayOfString(wanted));
        return found.map(rows -> {
            List<SessionView> some = new ArrayList<>();
            rows.forEach(row -> some.add(SessionRow.view(row, clock.instant())));
            return some;
        });
    }

    /** The session itself; a survivor's id where it was superseded or the id is a document's; empty where there is none. */
    Uni<Optional<Found>> find(String id) {
        return pool.preparedQuery("select * from session where id = $1").execute(Tuple.of(id)).flatMap(rows -> {
            if (rows.size() > 0) {
                Row row = rows.iterator().next();
                if (row.getOffsetDateTime("erased_at") != null) {
                    throw Problem.of(410, row.getBoolean("counted") ? STILL_COUNTED : NOT_COUNTED).asException();
                }
                String survivor = row.getString("superseded_by");
                return Uni.createFrom().item(Optional.of(survivor == null ? new Found.Here(row.getString("site_id"), SessionRow.view(row, clock.instant()), row)
                    : new Found.Elsewhere(survivor)));
            }
            return pool.preparedQuery("""
                select session_id from session_document where document_id = $1 order by from_ms desc limit 1""")
                .execute(Tuple.of(id)).map(documents -> documents.size() == 0 ? Optional.empty()
                    : Optional.of(new Found.Elsewhere(documents.iterator().next().getString("session_id"))));
        });
    }

    sealed interface Found {

        record Here(String site, SessionView session, Row row) implements Found {
        }

        record Elsewhere(String id) implements Found {
        }
    }
}
