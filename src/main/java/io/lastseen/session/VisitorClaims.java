package io.lastseen.session;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Claims visitors that are due: all of them, or those for whose decision somebody waits.
 *
 * <p>What is locked is the row of the visitor that stands for the person, which ingest never touches: a decision holds up no
 * chunk. Visitors that another replica holds are passed over, so that replicas work side by side.
 */
@ApplicationScoped
class VisitorClaims {
    private static final String ANY = "select exists (select from due where {at} <= now())";
    private static final String MAKE = """
        insert into visitor (site_id, id, first_seen_at)
        select d.site_id, d.visitor_id, coalesce((select min(first_received_at) from document o
            where o.site_id = d.site_id and o.visitor_id = d.visitor_id), now()) from
            (select site_id, visitor_id from due where {at} <= now() order by {at} limit $1) d
        where not exists (select from visitor v where v.site_id = d.site_id and v.id = d.visitor_id)
        order by d.site_id, d.visitor_id
        on conflict do nothing""";
    /** $2 how many that are due longest are looked at, or null for all; looked up one by one, however full or empty the tables seem. */
    private static final String CLAIM = """
        with ready as materialized (
            select d.site_id, coalesce(v.joined_to, d.visitor_id) as id, d.{at}
            from (select * from due where {at} <= now() order by {at} limit $2) d
            cross join lateral (select joined_to from visitor o where o.site_id = d.site_id and o.id = d.visitor_id offset 0) v
        )
        select h.site_id, h.id as visitor_id
        from ready r join visitor h on h.site_id = r.site_id and h.id = r.id
        where h.joined_to is null
        order by r.{at} limit $1
        for update of h skip locked""";
    /** Of how many times as many as are wanted others may hold some. */
    private static final int LOOKED_AT = 4;
    private static final String MEMBERS = """
        select c.site_id, c.visitor_id as person, m.id as visitor_id,
            (select d.rev from due d where d.site_id = c.site_id and d.visitor_id = m.id) as rev
        from unnest($1::text[], $2::text[]) as c(site_id, visitor_id)
        cross join lateral (select c.visitor_id union all select v.id from visitor v where v.site_id = c.site_id and v.joined_to = c.visitor_id) m(id)""";
    private final Pool pool;

    VisitorClaims(Pool pool) {
        this.pool = pool;
    }

    /** Whom: who waits for nothing but that everyday evidence is read is among {@link #ALL} only. */
    enum Which {
        ALL("due_at"), URGENT("urgent_at");

        private final String any;
        private final String make;
        private final String claim;

        Which(String at) {
            any = ANY.replace("{at}", at);
            make = MAKE.replace("{at}", at);
            claim = CLAIM.replace("{at}", at);
        }
    }

    /** @param ids all visitor ids of the person */
    record Claim(DueVisitor due, List<String> ids) {
    }

    private record Key(String site, String visitor) {
    }

    /** Asked first, because it is asked all the time and mostly nobody is. */
    Uni<Boolean> any(Which which) {
        return pool.preparedQuery(which.any).execute().map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Before claiming, in a transaction of its own: nobody waits for a decision to learn that a row is there. */
    Uni<Void> makeRows(Which which, int most) {
        return pool.preparedQuery(which.make).execute(Tuple.of(most)).replaceWithVoid();
    }

    /** Sorted by site and visitor: the order in which everybody locks. */
    Uni<List<Claim>> claim(SqlConnection transaction, Which which, int most) {
        return transaction.preparedQuery(which.claim).execute(Tuple.of(most, (long) LOOKED_AT * most))
            // others hold all of them, or none is due
            .flatMap(first -> first.size() > 0 ? Uni.createFrom().item(first) : transaction.preparedQuery(which.claim).execute(Tuple.of(most, null)))
            .flatMap(claimed -> {
                Set<Key> persons = new HashSet<>();
                claimed.forEach(row -> persons.add(new Key(row.getString("site_id"), row.getString("visitor_id"))));
                if (persons.isEmpty()) {
                    return Uni.createFrom().item(List.of());
                }
                List<Key> keys = List.copyOf(persons);
                return transaction.preparedQuery(MEMBERS)
                    .execute(Tuple.of(keys.stream().map(Key::site).toArray(String[]::new), keys.stream().map(Key::visitor).toArray(String[]::new)))
                    .map(VisitorClaims::claims);
            });
    }

    private static List<Claim> claims(RowSet<Row> members) {
        Map<Key, Claim> claims = new HashMap<>();
        for (Row row : members) {
            Key key = new Key(row.getString("site_id"), row.getString("person"));
            Claim claim = claims.computeIfAbsent(key, k -> new Claim(new DueVisitor(k.site, k.visitor, new HashMap<>()), new ArrayList<>()));
            claim.ids().add(row.getString("visitor_id"));
            if (row.getLong("rev") != null) {
                claim.due().revs().put(row.getString("visitor_id"), row.getLong("rev"));
            }
        }
        return claims.values().stream()
            .sorted(Comparator.comparing((Claim claim) -> claim.due().site()).thenComparing(claim -> claim.due().visitor())).toList();
    }
}
