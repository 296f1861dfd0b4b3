-- of sessions
insert into session as old select * from jsonb_populate_recordset(null::session, $1::text::jsonb)
on conflict (site_id, id) do update set
    visitor_id = excluded.visitor_id, state = excluded.state, counted = excluded.counted, final = excluded.final, started_at = excluded.started_at,
    ended_at = excluded.ended_at, active_at = excluded.active_at, closes_at = excluded.closes_at,
    engaged_ms = excluded.engaged_ms, views = excluded.views, entry_path = excluded.entry_path,
    entry_title = excluded.entry_title, exit_path = excluded.exit_path, exit_title = excluded.exit_title,
    source = excluded.source, channel = excluded.channel, campaign = excluded.campaign, device = excluded.device, browser = excluded.browser,
    os = excluded.os, country = excluded.country, language = excluded.language, returning_visitor = excluded.returning_visitor, reason = excluded.reason, detail = excluded.detail,
    decided_at = excluded.decided_at, confidence = excluded.confidence, revision = excluded.revision,
    evidence = excluded.evidence, lanes = excluded.lanes, phase = excluded.phase,
    phase_since = excluded.phase_since, attentive_until = excluded.attentive_until, superseded_by = null,
    -- the earlier one's evidence may be gone by now
    previous_id = coalesce(excluded.previous_id, old.previous_id)
where old.erased_at is null and (old.*) is distinct from (excluded.*)
;
-- of sessions
-- What is final is archived: the archiver sees whether anything has changed since.
insert into archive_due (site_id, kind, id, since)
select site_id, 'session', id, now() from jsonb_to_recordset($1::text::jsonb) as s(site_id text, id text, final boolean, counted boolean)
where final and counted order by site_id, id
on conflict do nothing
;
-- of documents
insert into session_document as old select * from jsonb_populate_recordset(null::session_document, $1::text::jsonb)
on conflict (site_id, session_id, document_id) do update set
    tab_id = excluded.tab_id, ordinal = excluded.ordinal, origin_at = excluded.origin_at, from_ms = excluded.from_ms,
    to_ms = excluded.to_ms, first_n = excluded.first_n, last_n = excluded.last_n
where (old.*) is distinct from (excluded.*)
;
-- of documents
-- Late evidence may show that a page belonged to another session than it seemed.
delete from session_document old using (
    select site_id, session_id, array_agg(document_id) as documents from jsonb_populate_recordset(null::session_document, $1::text::jsonb)
    group by site_id, session_id) s
where old.site_id = s.site_id and old.session_id = s.session_id and old.document_id <> all(s.documents)
;
-- of views
insert into view as old select * from jsonb_populate_recordset(null::view, $1::text::jsonb)
on conflict (site_id, session_id, ordinal) do update set
    document_id = excluded.document_id, tab_id = excluded.tab_id, path = excluded.path, title = excluded.title,
    how = excluded.how, started_at = excluded.started_at, ended_at = excluded.ended_at, engaged_ms = excluded.engaged_ms
where (old.*) is distinct from (excluded.*)
;
-- of sessions
-- Late evidence may show that fewer pages were seen than it seemed.
delete from view v using jsonb_to_recordset($1::text::jsonb) as s(site_id text, id text, views int)
where v.site_id = s.site_id and v.session_id = s.id and v.ordinal >= s.views
;
-- of marks
insert into mark select * from jsonb_populate_recordset(null::mark, $1::text::jsonb) on conflict do nothing
;
-- of verdicts
insert into verdict select * from jsonb_populate_recordset(null::verdict, $1::text::jsonb)
on conflict (site_id, session_id, revision) do update set
    provisional = excluded.provisional, confidence = excluded.confidence, evidence = excluded.evidence,
    final_at = case when verdict.provisional then excluded.final_at else verdict.final_at end
;
-- of persons
update visitor v set person = p.person, traits = v.traits || p.traits
from jsonb_to_recordset($1::text::jsonb) as p(site_id text, id text, person text, traits jsonb)
where v.site_id = p.site_id and v.id = p.id and (v.person, v.traits) is distinct from (p.person, v.traits || p.traits)
;
-- of superseded
with gone as (
    update session s set superseded_by = u.survivor, counted = false, state = 'ended', final = true, reason = 'superseded',
        detail = u.survivor, phase = null, ended_at = coalesce(s.ended_at, s.active_at), decided_at = u.at, confidence = 1, revision = s.revision + 1,
        evidence = jsonb_build_array(jsonb_build_object('at', u.at, 'kind', 'lineage', 'text',
            'The tab or the page that opened it was part of another session, so both are one visit.'))
    from jsonb_to_recordset($1::text::jsonb) as u(site_id text, id text, survivor text, at timestamptz)
    where s.site_id = u.site_id and s.id = u.id
    returning s.site_id, s.id, s.revision, s.detail, s.ended_at, s.decided_at, s.evidence
)
insert into verdict (site_id, session_id, revision, reason, detail, ended_at, decided_at, confidence, provisional, evidence, final_at)
select site_id, id, revision, 'superseded', detail, ended_at, decided_at, 1, false, evidence, decided_at from gone
on conflict do nothing
;
-- of superseded
-- Its pages are the survivor's now.
delete from session_document d using jsonb_to_recordset($1::text::jsonb) as u(site_id text, id text)
where d.site_id = u.site_id and d.session_id = u.id
;
-- of superseded
delete from view v using jsonb_to_recordset($1::text::jsonb) as u(site_id text, id text)
where v.site_id = u.site_id and v.session_id = u.id
;
-- of superseded
delete from mark m using jsonb_to_recordset($1::text::jsonb) as u(site_id text, id text)
where m.site_id = u.site_id and m.session_id = u.id
;
-- of events
-- The session as it stands now, without the lanes, which are large and nobody is told.
with told as materialized (
    select * from jsonb_to_recordset($1::text::jsonb) as e(ordinal int, site_id text, session_id text, type text, at timestamptz)
), stands as materialized (
    select s.site_id, s.id as session_id, to_jsonb(s) - 'lanes' as session
    from (select distinct site_id, session_id from told) e join session s on s.site_id = e.site_id and s.id = e.session_id
)
insert into outbox (site_id, id, session_id, type, at, session)
select site_id, gen_random_uuid(), session_id, type, at, session from told join stands using (site_id, session_id)
order by ordinal
;
-- of due
-- Only where nothing has come in since it was read: otherwise the visitor stays due. By insertion, because that looks up each row by
-- its key: joins with this table, which is now empty and now full, are planned for the wrong one.
insert into due as d (site_id, visitor_id, rev, due_at, urgent_at)
select site_id, visitor_id, rev, due_at, due_at
from jsonb_to_recordset($1::text::jsonb) as u(site_id text, visitor_id text, rev bigint, due_at timestamptz)
order by site_id, visitor_id
on conflict (site_id, visitor_id) do update set due_at = excluded.due_at, urgent_at = excluded.urgent_at where d.rev = excluded.rev
;
-- of forgotten
delete from due where due_at = 'infinity'
