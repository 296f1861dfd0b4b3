package io.lastseen.recording.asset;

import io.lastseen.recording.store.ObjectName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sweep's part of the rows. */
@ApplicationScoped
class SweptRows {
    private static final String TURN = "select pg_try_advisory_xact_lock(hashtext('lastseen.assets.sweep')) as mine";
    /** Rows that recorders told of meanwhile are looked at again before they are marked, and stay. */
    private static final String MARK = """
        update asset set sweeping = true
        where not sweeping and told_at < now() - make_interval(secs => $1)
          and not exists (select from asset_reference r where r.site_id = asset.site_id and r.sha256 = asset.sha256)""";
    private static final String ORPHANS = """
        insert into asset (site_id, sha256, type, length, told_at, sweeping)
        select site_id, sha256, '', 0, now(), true from unnest($1::text[], $2::bytea[]) as o(site_id, sha256)
        on conflict (site_id, sha256) do nothing""";
    private static final String FORGET_DAYS = "delete from asset_day where day < (now() at time zone 'utc')::date - 7";
    private static final String MARKED = "select site_id, sha256 from asset where sweeping order by site_id, sha256 limit $1";
    private static final String REMOVE = "delete from asset where site_id = $1 and sha256 = $2 and sweeping";
    private static final Pattern NAME = Pattern.compile("assets/([^/]+)/([0-9a-f]{64})");
    private final Pool pool;

    SweptRows(Pool pool) {
        this.pool = pool;
    }

    record Marked(String site, byte[] sha256) {

        static Optional<Marked> of(ObjectName name) {
            Matcher matcher = NAME.matcher(name.value());
            return matcher.matches() ? Optional.of(new Marked(matcher.group(1), HexFormat.of().parseHex(matcher.group(2)))) : Optional.empty();
        }
    }

    /** Runs the work unless another replica is at it. */
    Uni<Void> alone(Supplier<Uni<Void>> work) {
        return pool.withTransaction(connection -> connection.query(TURN).execute()
            .flatMap(rows -> rows.iterator().next().getBoolean("mine") ? work.get() : Uni.createFrom().voidItem()));
    }

    Uni<Void> mark(Duration grace) {
        return pool.preparedQuery(MARK).execute(Tuple.of((double) grace.toSeconds()))
            .chain(() -> pool.query(FORGET_DAYS).execute()).replaceWithVoid();
    }

    Uni<Void> markOrphans(List<Marked> found) {
        return found.isEmpty() ? Uni.createFrom().voidItem() : pool.preparedQuery(ORPHANS).execute(Tuple.tuple()
            .addValue(found.stream().map(Marked::site).toArray(String[]::new))
            .addValue(found.stream().map(one -> Buffer.buffer(one.sha256())).toArray(Buffer[]::new))).replaceWithVoid();
    }

    Uni<List<Marked>> marked(int most) {
        return pool.preparedQuery(MARKED).execute(Tuple.of(most)).map(rows -> {
            List<Marked> marked = new ArrayList<>();
            rows.forEach(row -> marked.add(new Marked(row.getString("site_id"), row.getDelegate().getBuffer("sha256").getBytes())));
            return marked;
        });
    }

    Uni<Void> remove(Marked one) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(one.site(), Buffer.buffer(one.sha256()))).replaceWithVoid();
    }
}
