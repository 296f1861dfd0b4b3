package io.lastseen.session;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Finds out that two visitor ids are one person's, and joins them.
 *
 * <p>A visitor id is lost where cookies and storage are cleared or forbidden and on another domain; the tab's own storage often
 * is not. So a page says which document was in its tab before it, or opened or was copied into it; and a tab has one id.
 */
@ApplicationScoped
class Lineage {
    private static final String BY_DOCUMENT = """
        select distinct k.site_id, k.visitor_id, coalesce(v.joined_to, d.visitor_id) as other
        from unnest($1::text[], $2::text[], $3::text[]) as k(site_id, visitor_id, document_id)
        cross join lateral (select * from document o where o.site_id = k.site_id and o.id = k.document_id and isempty(o.erased) offset 0) d
        left join visitor v on v.site_id = d.site_id and v.id = d.visitor_id
        where coalesce(v.joined_to, d.visitor_id) <> k.visitor_id""";
    private static final String BY_TAB = """
        select distinct k.site_id, k.visitor_id, coalesce(v.joined_to, d.visitor_id) as other
        from unnest($1::text[], $2::text[], $3::text[]) as k(site_id, visitor_id, tab_id)
        cross join lateral (select * from document o where o.site_id = k.site_id and o.tab_id = k.tab_id and isempty(o.erased) offset 0) d
        left join visitor v on v.site_id = d.site_id and v.id = d.visitor_id
        where coalesce(v.joined_to, d.visitor_id) <> k.visitor_id""";
    private static final String MAKE = """
        insert into visitor (site_id, id, first_seen_at)
        select $1, v.id, coalesce((select min(d.first_received_at) from document d where d.site_id = $1 and d.visitor_id = v.id), now())
        from unnest($2::text[]) as v(id) order by v.id
        on conflict do nothing""";
    /** With whom they stand for, in the order of ids: replicas that join the same two, or overlapping pairs, wait for each other in turn. */
    private static final String LOCK = """
        select id, joined_to is null as stands, first_seen_at, id = any($2::text[]) as meant from visitor
        where site_id = $1 and (id = any($2::text[]) or joined_to = any($2::text[])) order by id for update""";
    private static final String JOIN = "update visitor set joined_to = $3 where site_id = $1 and (id = $2 or joined_to = $2)";
    private static final String KNOW = """
        update visitor h set person = coalesce(h.person, l.person), traits = l.traits || h.traits
        from visitor l where h.site_id = $1 and h.id = $3 and l.site_id = $1 and l.id = $2 and (l.person is not null or l.traits <> '{}')""";
    private static final String DUE = """
        insert into due as d (site_id, visitor_id, rev, due_at, urgent_at) values ($1, $2, 1, now(), now())
        on conflict (site_id, visitor_id) do update set rev = d.rev + 1, due_at = least(d.due_at, excluded.due_at),
            urgent_at = least(d.urgent_at, excluded.urgent_at)""";
    private final Pool pool;

    Lineage(Pool pool) {
        this.pool = pool;
    }

    /** What the histories' own documents tell of other visitors. */
    Uni<List<Kinship>> of(SqlConnection transaction, Collection<VisitorHistory> histories) {
        Keys documents = new Keys();
        Keys tabs = new Keys();
        for (VisitorHistory history : histories) {
            Set<String> own = history.documentIds();
            history.evidence().stream().filter(one -> one.kind().equals("load"))
                .flatMap(load -> java.util.stream.Stream.of(load.text("prev"), load.text("opener"))).distinct()
                .filter(id -> !id.isEmpty() && !own.contains(id)).forEach(id -> documents.add(history.due(), id));
            history.documents().stream().map(StoredDocument::tab).distinct().forEach(tab -> tabs.add(history.due(), tab));
        }
        return Uni.combine().all().unis(documents.ask(transaction, BY_DOCUMENT), tabs.ask(transaction, BY_TAB)).with((byDocument, byTab) -> {
            List<Kinship> kin = new ArrayList<>(byDocument);
            kin.addAll(byTab);
            return List.copyOf(kin);
        });
    }

    /** One transaction each; who was joined meanwhile is left for the next decision, which finds the new kinship. */
    Uni<Void> join(List<Kinship> kin) {
        return Multi.createFrom().iterable(Set.copyOf(kin)).onItem()
            .transformToUniAndConcatenate(one -> pool.withTransaction(transaction -> join(transaction, one))
                // somebody else was joined between looking and locking
                .onFailure(Lineage::deadlock).retry().atMost(3)).collect().last();
    }

    private static boolean deadlock(Throwable failure) {
        return failure instanceof PgException refused && "40P01".equals(refused.getSqlState());
    }

    private static Uni<Void> join(SqlConnection transaction, Kinship kin) {
        Tuple both = Tuple.of(kin.site(), new String[] {kin.one(), kin.other()});
        return transaction.preparedQuery(MAKE).execute(both)
            .flatMap(made -> transaction.preparedQuery(LOCK).execute(both))
            .flatMap(locked -> {
                List<Row> rows = new ArrayList<>();
                locked.forEach(row -> {
                    if (row.getBoolean("meant")) {
                        rows.add(row);
                    }
                });
                if (rows.size() < 2 || !rows.get(0).getBoolean("stands") || !rows.get(1).getBoolean("stands")) {
                    return Uni.createFrom().voidItem();
                }
                boolean firstLasts = !rows.get(1).getOffsetDateTime("first_seen_at").isBefore(rows.get(0).getOffsetDateTime("first_seen_at"));
                String lasting = rows.get(firstLasts ? 0 : 1).getString("id");
                Tuple roles = Tuple.of(kin.site(), rows.get(firstLasts ? 1 : 0).getString("id"), lasting);
                return transaction.preparedQuery(JOIN).execute(roles)
                    .flatMap(joined -> transaction.preparedQuery(KNOW).execute(roles))
                    .flatMap(known -> transaction.preparedQuery(DUE).execute(Tuple.of(kin.site(), lasting))).replaceWithVoid();
            });
    }

    /** What to ask PostgreSQL for whom. */
    private static final class Keys {
        private final List<String> sites = new ArrayList<>();
        private final List<String> visitors = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();

        void add(DueVisitor due, String id) {
            sites.add(due.site());
            visitors.add(due.visitor());
            ids.add(id);
        }

        Uni<List<Kinship>> ask(SqlConnection transaction, String sql) {
            return ids.isEmpty() ? Uni.createFrom().item(List.of())
                : transaction.preparedQuery(sql).execute(Tuple.of(array(sites), array(visitors), array(ids))).map(Keys::kin);
        }

        private static List<Kinship> kin(RowSet<Row> rows) {
            List<Kinship> kin = new ArrayList<>();
            rows.forEach(row -> kin.add(new Kinship(row.getString("site_id"), row.getString("visitor_id"), row.getString("other"))));
            return kin;
        }

        private static String[] array(List<String> texts) {
            return texts.toArray(String[]::new);
        }
    }
}
