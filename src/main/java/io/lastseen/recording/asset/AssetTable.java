package io.lastseen.recording.asset;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which contents a site has. */
@ApplicationScoped
class AssetTable {
    /** What was told within a day is far from being swept. */
    private static final String RECENT = """
        select sha256 from asset
        where site_id = $1 and sha256 = any($2) and not sweeping and told_at > now() - interval '1 day'""";
    private static final String ADD = """
        insert into asset (site_id, sha256, type, length, told_at) values ($1, $2, $3, $4, now())
        on conflict (site_id, sha256) do update set told_at = now() where not asset.sweeping
        returning sha256""";
    /** What nothing refers to any more, because it was erased, is not shown either: its bytes go later. */
    private static final String FIND = """
        select type, length from asset a where site_id = $1 and sha256 = $2 and not sweeping
          and exists (select from asset_reference r where r.site_id = a.site_id and r.sha256 = a.sha256)""";
    private final Pool pool;

    AssetTable(Pool pool) {
        this.pool = pool;
    }

    /** @param length bytes */
    record Stored(String type, int length) {
    }

    Uni<Set<Buffer>> recent(String site, List<Buffer> contents) {
        return pool.preparedQuery(RECENT).execute(Tuple.of(site, contents.toArray(Buffer[]::new))).map(rows -> {
            Set<Buffer> there = new HashSet<>();
            rows.forEach(row -> there.add(row.getDelegate().getBuffer("sha256")));
            return there;
        });
    }

    /** @return false where the content is being swept */
    Uni<Boolean> add(String site, Content content) {
        return pool.preparedQuery(ADD)
            .execute(Tuple.of(site, Buffer.buffer(content.sha256()), content.type().mediaType(), content.bytes().length()))
            .map(rows -> rows.size() == 1);
    }

    Uni<Optional<Stored>> find(String site, byte[] sha256) {
        return pool.preparedQuery(FIND).execute(Tuple.of(site, Buffer.buffer(sha256))).map(rows -> {
            for (var row : rows) {
                return Optional.of(new Stored(row.getString("type"), row.getInteger("length")));
            }
            return Optional.empty();
        });
    }
}
