package io.lastseen.session;

import io.lastseen.engagement.Anchor;
import io.lastseen.session.VisitorClaims.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what was stored of the visitors that were claimed: each looked up by its key. While tables are small the planner thinks it cheaper
 * to read one whole, and does so anew for each batch; {@code offset 0} leaves it no choice.
 */
@ApplicationScoped
class VisitorHistories {
    /**
     * Evidence counts for 24 h; a document is read as long as it says something, or another one does that shares a session with it.
     * A session lasts 24 h, so what was heard of 50 h ago shares none that could still change.
     */
    private static final String HEARD = """
        d.last_received_at > now() - interval '50 hours' and (d.last_received_at > now() - interval '26 hours' or exists (
            select from session_document own join session_document other on other.site_id = own.site_id and other.session_id = own.session_id
            join document heard on heard.site_id = other.site_id and heard.id = other.document_id
            where own.site_id = d.site_id and own.document_id = d.id and heard.last_received_at > now() - interval '26 hours'))
        """;
    private static final String DOCUMENTS = """
        select d.site_id, d.visitor_id, d.id, d.tab_id, d.origin_ms, coalesce(d.agent, '') as agent,
            coalesce(d.country, '') as country, coalesce(d.language, '') as language
        from unnest($1::text[], $2::text[]) as v(site_id, visitor_id)
        cross join lateral (select * from document o where o.site_id = v.site_id and o.visitor_id = v.visitor_id offset 0) d where
        """ + HEARD + "order by d.first_received_at";
    private static final String EVIDENCE = """
        select d.site_id, d.visitor_id, e.document_id, e.n, e.kind, e.at_ms, e.sent_ms, e.live, e.received_at, e.body
        from unnest($1::text[], $2::text[]) as v(site_id, visitor_id)
        cross join lateral (select * from document o where o.site_id = v.site_id and o.visitor_id = v.visitor_id offset 0) d
        cross join lateral (select * from evidence o where o.site_id = d.site_id and o.day = d.day and o.document_id = d.id offset 0) e where
        """ + HEARD + """
        order by e.received_at, e.document_id, e.n""";
    private static final String SESSIONS = """
        select s.site_id, s.visitor_id, s.id, s.counted, s.state = 'ended' as ended, s.final, s.started_at, s.ended_at, s.reason, s.detail,
               s.decided_at, s.closes_at, s.revision,
               (select coalesce(jsonb_object_agg(d.document_id, jsonb_build_array(d.first_n, d.last_n)), '{}') from session_document d
                where d.site_id = s.site_id and d.session_id = s.id) as documents
        from unnest($1::text[], $2::text[]) as v(site_id, visitor_id)
        cross join lateral (select * from session o where o.site_id = v.site_id and o.visitor_id = v.visitor_id offset 0) s
        where s.superseded_by is null and s.erased_at is null and (coalesce(s.ended_at, s.active_at) > now() - interval '50 hours'
            -- also what a page that has come back after days had been part of: it is settled, and stays so
            or s.id in (select o.session_id from document d join session_document o on o.site_id = d.site_id and o.document_id = d.id
                where d.site_id = v.site_id and d.visitor_id = v.visitor_id and d.last_received_at > now() - interval '50 hours'))
        order by s.started_at""";
    /** When the first session began that counts and is not read above. */
    private static final String COUNTED_SINCE = """
        select v.site_id, v.visitor_id, min(s.started_at) as since
        from unnest($1::text[], $2::text[]) as v(site_id, visitor_id)
        cross join lateral (select * from session o where o.site_id = v.site_id and o.visitor_id = v.visitor_id offset 0) s
        where s.counted and s.superseded_by is null
            and (s.erased_at is not null or coalesce(s.ended_at, s.active_at) <= now() - interval '50 hours')
        group by 1, 2""";
    private static final String CLOCK = "select clock_timestamp() as now";

    /** The instant is the database's, so that replicas with other clocks decide alike. */
    record Read(Instant now, List<VisitorHistory> histories) {
    }

    private record Key(String site, String visitor) {
    }

    /** In the order of the claims. */
    Uni<Read> read(SqlConnection transaction, List<Claim> claims) {
        Tuple keys = keys(claims);
        // One connection answers one after the other, so the clock is read last and is later than every row.
        return Uni.combine().all().unis(transaction.preparedQuery(DOCUMENTS).execute(keys), transaction.preparedQuery(EVIDENCE).execute(keys),
                transaction.preparedQuery(SESSIONS).execute(keys), transaction.preparedQuery(COUNTED_SINCE).execute(keys),
                transaction.preparedQuery(CLOCK).execute())
            .with((documents, evidence, sessions, since, clock) ->
                new Read(instant(clock.iterator().next(), "now"), histories(claims, documents, evidence, sessions, since)));
    }

    /** As it was at an instant: of what is stored, the caller has seen to it that nothing came later. */
    Uni<Read> read(SqlConnection transaction, List<Claim> claims, Instant at) {
        Tuple keys = keys(claims).addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
        return Uni.combine().all().unis(transaction.preparedQuery(asOf(DOCUMENTS)).execute(keys),
                transaction.preparedQuery(asOf(EVIDENCE)).execute(keys), transaction.preparedQuery(asOf(SESSIONS)).execute(keys),
                transaction.preparedQuery(asOf(COUNTED_SINCE)).execute(keys))
            .with((documents, evidence, sessions, since) -> new Read(at, histories(claims, documents, evidence, sessions, since)));
    }

    private static String asOf(String sql) {
        return sql.replace("now()", "$3::timestamptz");
    }

    private static Tuple keys(List<Claim> claims) {
        List<String> sites = new ArrayList<>();
        List<String> visitors = new ArrayList<>();
        for (Claim claim : claims) {
            for (String id : claim.ids()) {
                sites.add(claim.due().site());
                visitors.add(id);
            }
        }
        return Tuple.of(sites.toArray(String[]::new), visitors.toArray(String[]::new));
    }

    private static List<VisitorHistory> histories(List<Claim> claims, RowSet<Row> documents, RowSet<Row> evidence, RowSet<Row> sessions,
                                                  RowSet<Row> since) {
        Map<Key, Instant> countedSince = new HashMap<>();
        since.forEach(row -> countedSince.put(key(row), instant(row, "since")));
        List<VisitorHistory> histories = new ArrayList<>();
        Map<Key, VisitorHistory> byId = new HashMap<>();
        for (Claim claim : claims) {
            Optional<Instant> first = claim.ids().stream().map(id -> countedSince.get(new Key(claim.due().site(), id)))
                .filter(Objects::nonNull).min(Instant::compareTo);
            VisitorHistory history = new VisitorHistory(claim.due(), first, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            histories.add(history);
            claim.ids().forEach(id -> byId.put(new Key(claim.due().site(), id), history));
        }
        documents.forEach(row -> byId.get(key(row)).documents().add(new StoredDocument(row.getString("id"), row.getString("visitor_id"),
            row.getString("tab_id"), row.getLong("origin_ms"), row.getString("agent"), row.getString("country"), row.getString("language"))));
        evidence.forEach(row -> byId.get(key(row)).evidence().add(evidence(row)));
        sessions.forEach(row -> byId.get(key(row)).known().add(session(row)));
        return histories;
    }

    private static StoredEvidence evidence(Row row) {
        return new StoredEvidence(row.getString("document_id"), row.getLong("n"), row.getString("kind"), row.getLong("at_ms"),
            row.getLong("sent_ms"), row.getBoolean("live"), instant(row, "received_at"), row.getJsonObject("body").getMap());
    }

    private static KnownSession session(Row row) {
        JsonObject documents = row.getJsonObject("documents");
        return new KnownSession(row.getString("id"), documents.fieldNames(), anchors(documents), row.getBoolean("counted"), row.getBoolean("ended"),
            row.getBoolean("final"), instant(row, "started_at"), optional(row, "ended_at"),
            Optional.ofNullable(row.getString("reason")), Optional.ofNullable(row.getString("detail")), optional(row, "decided_at"),
            instant(row, "closes_at"), row.getInteger("revision"));
    }

    /** None of documents of which only the service testified, or that were stored before anchors were. */
    private static Set<Anchor> anchors(JsonObject documents) {
        return documents.fieldNames().stream().flatMap(document -> documents.getJsonArray(document).stream().map(Number.class::cast)
            .filter(n -> n != null && n.longValue() > 0).map(n -> new Anchor(document, n.longValue()))).collect(Collectors.toSet());
    }

    private static Key key(Row row) {
        return new Key(row.getString("site_id"), row.getString("visitor_id"));
    }

    private static Optional<Instant> optional(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
