-- Makes sessions and visitors unreadable, in one transaction. The first line of each statement names its parameters.
-- Locks as everybody does: visitors, sessions, documents, each in the order of ids.
-- with site documents sessions visitors
-- A page that another session goes on with is erased only as far as it belongs to those that are erased.
update document d set erased = case
    when d.visitor_id = any($4::text[]) or not exists (
        select from session_document o join session s on s.site_id = o.site_id and s.id = o.session_id
        where o.site_id = d.site_id and o.document_id = d.id and o.session_id <> all($3::text[])
          and s.counted and s.superseded_by is null and s.erased_at is null)
    then '{(,)}'::int8multirange
    else d.erased + coalesce((select range_agg(int8range(o.from_ms, o.to_ms, '[]')) from session_document o
        where o.site_id = d.site_id and o.document_id = d.id and o.session_id = any($3::text[])), '{}') end
where d.site_id = $1 and d.id = any($2::text[])
;
-- with site documents sessions erasure
insert into erasure_object (site_id, erasure_id, object, not_before)
select $1::text, $4::text, object, now() from (
    select c.segment as object from document d
    join chunk c on c.site_id = d.site_id and c.day = d.day and c.document_id = d.id and d.erased && int8range(c.first_ms, c.last_ms, '[]')
    where d.site_id = $1 and d.id = any($2::text[])
    union
    select segment from stray where site_id = $1 and document_id = any($2::text[])
    union
    select distinct 'references/' || d.site_id || '/' || d.id || '/' from document d
    join asset_reference r on r.site_id = d.site_id and r.document_id = d.id
    where d.site_id = $1 and d.id = any($2::text[]) and d.erased = '{(,)}'
    union
    select a.object from archive a where a.site_id = $1 and (a.session_id = any($3::text[])
        or a.session_id in (select session_id from session_document o where o.site_id = $1 and o.document_id = any($2::text[])))
) o
on conflict do nothing
;
-- with site documents
delete from chunk c using document d
where d.site_id = $1 and d.id = any($2::text[]) and c.site_id = $1 and c.day = d.day and c.document_id = d.id
  and d.erased && int8range(c.first_ms, c.last_ms, '[]')
;
-- with site documents
-- What another session needs of a shared page to be decided stays: that it was loaded, and which view it was.
delete from evidence e using document d
where d.site_id = $1 and d.id = any($2::text[]) and e.site_id = $1 and e.day = d.day and e.document_id = d.id
  and (d.erased = '{(,)}' or d.erased @> (e.at_ms - d.origin_ms) and e.kind not in ('load', 'view'))
;
-- with site documents
update evidence e set body = e.body - 'title' from document d
where d.site_id = $1 and d.id = any($2::text[]) and e.site_id = $1 and e.day = d.day and e.document_id = d.id
  and e.kind in ('load', 'view') and d.erased @> (e.at_ms - d.origin_ms)
;
-- with site documents
-- Images and fonts go when nothing refers to them; a page that another session goes on with keeps what it shows.
delete from asset_reference r using document d
where d.site_id = $1 and d.id = any($2::text[]) and d.erased = '{(,)}' and r.site_id = $1 and r.document_id = d.id
;
-- with site documents visitors pseudonym
update document set agent = null, country = null, language = null, settled = true,
    visitor_id = case when visitor_id = any($3::text[]) then $4::text else visitor_id end,
    tab_id = case when visitor_id = any($3::text[]) then $4::text else tab_id end
where site_id = $1 and id = any($2::text[]) and erased = '{(,)}'
;
-- with site sessions visitors pseudonym kind
-- Reason, times, paths, source, campaign, country, language and device are what numbers count; what was only a demonstration is not counted any more.
update session set erased_at = now(), counted = counted and $5::text <> 'demo', entry_title = '', exit_title = '', evidence = '[]', lanes = '[]',
    visitor_id = case when visitor_id = any($3::text[]) then $4::text else visitor_id end,
    ended_at = coalesce(ended_at, active_at), reason = coalesce(reason, 'stopped'), decided_at = coalesce(decided_at, now()),
    confidence = coalesce(confidence, 1), state = 'ended', final = true, phase = null, phase_since = null, attentive_until = null
where site_id = $1 and id = any($2::text[])
;
-- with site sessions
update verdict set evidence = '[]' where site_id = $1 and session_id = any($2::text[])
;
-- with site sessions
update view set title = '', tab_id = '' where site_id = $1 and session_id = any($2::text[])
;
-- with site sessions
update mark set props = null where site_id = $1 and session_id = any($2::text[])
;
-- with site sessions pseudonym
update session_document set tab_id = $3::text where site_id = $1 and session_id = any($2::text[])
;
-- with site sessions
delete from archive_due where site_id = $1 and kind = 'session' and id = any($2::text[])
;
-- with site sessions locked
-- Of a visitor without any session left nothing is known any more.
update visitor v set person = null, traits = '{}' where v.site_id = $1 and v.id = any($3::text[])
  and not exists (select from session s where s.site_id = $1 and s.visitor_id = v.id and s.erased_at is null and s.superseded_by is null
    and s.id <> all($2::text[]))
;
-- with site visitors
delete from visitor where site_id = $1 and id = any($2::text[])
;
-- with site visitors
delete from due where site_id = $1 and visitor_id = any($2::text[])
;
-- with site visitors
insert into erased_visitor (site_id, visitor_id, erased_at) select $1::text, id, now() from unnest($2::text[]) as v(id) order by id
on conflict (site_id, visitor_id) do update set erased_at = excluded.erased_at
;
-- with site erasure kind subject sessions visitors documents
insert into erasure as e (site_id, id, kind, subject, sessions, visitors, requested_at, effective_at, tombstone, tombstoned_at)
select $1::text, $2::text, $3::text, $4::text, $5::text[], $6::text[], now(), clock_timestamp(), jsonb_build_object('format', 1, 'site', $1::text, 'erasure', $2::text,
    'erasedAt', now(), 'sessions', to_jsonb($5::text[]), 'visitors', to_jsonb($6::text[]), 'documents', (
        select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'fromMs', greatest(coalesce(lower(r), 0), 0), 'toMs', upper(r) - 1)), '[]')
        from document d cross join lateral unnest(d.erased) r where d.site_id = $1 and d.id = any($7::text[]))),
    case when $3::text = 'retention' then now() end
on conflict (site_id, id) do update set effective_at = excluded.effective_at, sessions = e.sessions || excluded.sessions,
    tombstone = excluded.tombstone
