-- The one statement of ingest: documents, chunks, evidence, channels and who is due, for a whole batch.
-- Rows come sorted, so that replicas lock in one order. Answers one row per chunk.
with arriving_document as (
    -- Of an erased visitor only pages are taken that were opened afterwards.
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::int[], $30::bigint[],
                         $31::text[], $32::text[])
        as t(site_id, id, visitor_id, tab_id, origin_ms, agent, sequences, urgency, opened_ago_ms, country, language)
    where not exists (select from erased_visitor e where e.site_id = t.site_id and e.visitor_id = t.visitor_id
        and e.erased_at > now() - t.opened_ago_ms * interval '1 millisecond')
), kept_document as (
    insert into document as d (site_id, id, visitor_id, tab_id, day, origin_ms, agent, country, language, sequences, first_received_at, last_received_at)
    select site_id, id, visitor_id, tab_id, (now() at time zone 'utc')::date, origin_ms, nullif(agent, ''),
           nullif(country, ''), nullif(language, ''), sequences::int4multirange, now(), now()
    from arriving_document order by site_id, id
    on conflict (site_id, id) do update
        set last_received_at = greatest(d.last_received_at, excluded.last_received_at),
            sequences = d.sequences + excluded.sequences
    -- as the row is now that it is locked: an erasure at the same time is either seen here, or sees what is written here
    returning d.site_id, d.id, d.day, d.visitor_id, d.settled, d.origin_ms, d.erased
), arriving_chunk as (
    select * from unnest($9::text[], $10::text[], $11::int[], $12::int[], $13::int[], $14::int[], $15::bigint[], $16::bigint[],
                         $17::boolean[], $18::bytea[], $29::int[])
        with ordinality as t(site_id, document_id, sequence, position, length, codec, first_ms, last_ms, keyframe, digest,
                             header_length, ordinal)
), known_chunk as (
    -- Reads the state before this statement: what had been received then, archived since or not.
    select a.ordinal, c.digest, c.segment
    from arriving_chunk a
    join document d on d.site_id = a.site_id and d.id = a.document_id and d.sequences @> a.sequence
    left join chunk c on c.site_id = a.site_id and c.day = d.day and c.document_id = a.document_id and c.sequence = a.sequence
), stored_chunk as (
    insert into chunk (site_id, day, document_id, sequence, segment, position, length, header_length, codec, first_ms,
                       last_ms, keyframe, digest, received_at)
    select a.site_id, d.day, a.document_id, a.sequence, $19, a.position, a.length, a.header_length, a.codec, a.first_ms,
           a.last_ms, a.keyframe, a.digest, now()
    from arriving_chunk a
    join kept_document d on d.site_id = a.site_id and d.id = a.document_id
    where not exists (select from known_chunk k where k.ordinal = a.ordinal)
      and not d.erased && int8range(a.first_ms, a.last_ms, '[]')
    order by a.site_id, a.document_id, a.sequence
    on conflict do nothing
    returning site_id, document_id, sequence
), erased_chunk as (
    select a.ordinal, a.site_id from arriving_chunk a
    left join kept_document d on d.site_id = a.site_id and d.id = a.document_id
    where d.id is null or d.erased && int8range(a.first_ms, a.last_ms, '[]')
), refused_bytes as (
    -- They lie in the segment already, so it is written anew without them.
    insert into erasure_object (site_id, erasure_id, object, not_before) select distinct site_id, 'late', $19, now() from erased_chunk
    on conflict do nothing
), stray_chunk as (
    -- Its bytes lie in this segment, though another has the row: whoever erases it has to find them here, too.
    insert into stray (site_id, document_id, sequence, segment)
    select a.site_id, a.document_id, a.sequence, $19 from arriving_chunk a join known_chunk k on k.ordinal = a.ordinal
    where k.segment is distinct from $19
    on conflict do nothing
), late_document as (
    -- Of a page whose session is archived: somebody has to see which session the chunk belongs to.
    insert into archive_due (site_id, kind, id, since)
    select d.site_id, 'document', d.id, now() from kept_document d
    where d.settled and exists (select from stored_chunk s where s.site_id = d.site_id and s.document_id = d.id)
    order by d.site_id, d.id
    on conflict (site_id, kind, id) do update set since = excluded.since
), arriving_evidence as (
    select a.site_id, d.day, a.document_id, a.n, a.kind, a.at_ms, a.sent_ms, a.live,
        -- A drop proves nothing when the lease has run out under which its channel was opened.
        case when a.kind = 'chan.drop' and not exists (
            select from replica r where r.id = a.body::jsonb ->> 'replica' and r.epoch = (a.body::jsonb ->> 'epoch')::bigint and r.lease_until > now())
        then a.body::jsonb || '{"how": "expired"}' else a.body::jsonb end as body
    from unnest($20::text[], $21::text[], $22::bigint[], $23::text[], $24::bigint[], $25::bigint[], $26::boolean[], $27::text[])
        as a(site_id, document_id, n, kind, at_ms, sent_ms, live, body)
    join kept_document d on d.site_id = a.site_id and d.id = a.document_id and not d.erased @> (a.at_ms - d.origin_ms)
), stored_evidence as (
    insert into evidence (site_id, day, document_id, n, kind, at_ms, sent_ms, live, body, received_at)
    select site_id, day, document_id, n, kind, at_ms, sent_ms, live, body, now()
    from arriving_evidence order by site_id, document_id, n
    on conflict do nothing
), seen_channel as (
    insert into presence_channel as c (site_id, document_id, channel, replica, epoch, closed_at)
    select site_id, document_id, -n / 2, min(body ->> 'replica'), min((body ->> 'epoch')::bigint), case when bool_or(kind = 'chan.drop') then now() end
    from arriving_evidence where kind in ('chan.open', 'chan.drop')
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (site_id, document_id, channel) do update set closed_at = excluded.closed_at
        where c.closed_at is null and excluded.closed_at is not null
), arriving_visitor as (
    select d.site_id, d.visitor_id, min(a.urgency) as urgency
    from kept_document d join arriving_document a on a.site_id = d.site_id and a.id = d.id
    where not upper_inf(d.erased)
    group by d.site_id, d.visitor_id
), due_visitor as (
    insert into due (site_id, visitor_id, rev, due_at, urgent_at)
    select site_id, visitor_id, 1, case urgency when 0 then now() else now() + $28::bigint * interval '1 millisecond' end,
        case urgency when 0 then now() end
    from arriving_visitor where urgency < 2 order by site_id, visitor_id
    on conflict (site_id, visitor_id) do update set rev = due.rev + 1, due_at = least(due.due_at, excluded.due_at),
        urgent_at = least(due.urgent_at, excluded.urgent_at)
), lazy_visitor as (
    -- Nothing new: read when the visitor is due anyway. Nobody waits for one who is due for nothing.
    insert into due (site_id, visitor_id, rev, due_at)
    select site_id, visitor_id, 1, now() + interval '15 minutes' from arriving_visitor where urgency = 2 order by site_id, visitor_id
    on conflict do nothing
)
select a.ordinal, s.sequence is not null as stored, k.ordinal is not null as known, k.digest, e.ordinal is not null as erased
from arriving_chunk a
left join stored_chunk s on s.site_id = a.site_id and s.document_id = a.document_id and s.sequence = a.sequence
left join known_chunk k on k.ordinal = a.ordinal
left join erased_chunk e on e.ordinal = a.ordinal
order by a.ordinal
