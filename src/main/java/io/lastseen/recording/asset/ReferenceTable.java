package io.lastseen.recording.asset;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the recordings of a site refer to. */
@ApplicationScoped
class ReferenceTable {
    /**
     * A content counts as there only where its row is fresh, or this statement has made it so: then no sweep takes it away
     * before the reference is committed. Of an erased page nothing is noted: its row is locked, so that an erasure at the same
     * moment comes before or after. Contents are locked in order, because two recorders tell the same contents.
     */
    private static final String NOTE = """
        with told as (
            select * from unnest($3::int[], $4::text[], $5::bytea[], $6::int[], $7::int[]) as t(i, name, sha256, width, height)
        ), aged as (
            select sha256 from asset
            where site_id = $1 and sha256 in (select sha256 from told) and not sweeping and told_at <= now() - interval '1 day'
            order by sha256 for update
        ), renewed as (
            update asset set told_at = now() from aged where asset.site_id = $1 and asset.sha256 = aged.sha256 and not asset.sweeping
            returning asset.sha256
        ), there as (
            select sha256 from renewed
            union
            select sha256 from asset
            where site_id = $1 and sha256 in (select sha256 from told) and not sweeping and told_at > now() - interval '1 day'
        ), page as (
            select erased from document where site_id = $1 and id = $2 for share
        ), noted as (
            insert into asset_reference (site_id, document_id, name, sha256, width, height, told_at)
            select distinct on (name) $1, $2, name, sha256, width, height, now() from told
            where (sha256 is null or sha256 in (select sha256 from there)) and not exists (select from page where upper_inf(erased))
            order by name, sha256 nulls last
            on conflict (site_id, document_id, name) do update set sha256 = excluded.sha256
            where asset_reference.sha256 is null and excluded.sha256 is not null
        )
        select i, sha256 is not null and sha256 not in (select sha256 from there) as need, exists (select from page where upper_inf(erased)) as erased
        from told order by i""";
    private static final String OF_SESSION = """
        select r.document_id, r.name, r.sha256, r.width, r.height
        from session_document s
        join asset_reference r on r.site_id = s.site_id and r.document_id = s.document_id
        where s.site_id = $1 and s.session_id = $2
        order by s.ordinal, r.name""";
    private final Pool pool;

    ReferenceTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param need indices of references to contents that are not there
     * @param kept indices of those that are noted; none of a document that is erased
     */
    record Noted(List<Integer> need, Set<Integer> kept) {
    }

    Uni<Noted> note(String site, String document, List<Reference> references) {
        if (references.isEmpty()) {
            return Uni.createFrom().item(new Noted(List.of(), Set.of()));
        }
        Tuple values = Tuple.of(site, document)
            .addValue(references.stream().map(Reference::index).toArray(Integer[]::new))
            .addValue(references.stream().map(Reference::name).toArray(String[]::new))
            .addValue(references.stream().map(one -> one.sha256().map(Buffer::buffer).orElse(null)).toArray(Buffer[]::new))
            .addValue(references.stream().map(Reference::width).toArray(Integer[]::new))
            .addValue(references.stream().map(Reference::height).toArray(Integer[]::new));
        return pool.preparedQuery(NOTE).execute(values).map(rows -> {
            Noted noted = new Noted(new ArrayList<>(), new HashSet<>());
            rows.forEach(row -> {
                if (row.getBoolean("need")) {
                    noted.need().add(row.getInteger("i"));
                } else if (!row.getBoolean("erased")) {
                    noted.kept().add(row.getInteger("i"));
                }
            });
            return noted;
        });
    }

    Uni<List<KeptAsset>> ofSession(String site, String session) {
        return pool.preparedQuery(OF_SESSION).execute(Tuple.of(site, session)).map(rows -> {
            List<KeptAsset> assets = new ArrayList<>();
            rows.forEach(row -> assets.add(asset(site, row)));
            return assets;
        });
    }

    private static KeptAsset asset(String site, Row row) {
        Buffer sha256 = row.getDelegate().getBuffer("sha256");
        String url = sha256 == null ? null : "/api/v1/sites/" + site + "/assets/"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.getBytes());
        return new KeptAsset(row.getString("document_id"), row.getString("name"), url, row.getInteger("width"), row.getInteger("height"));
    }
}
