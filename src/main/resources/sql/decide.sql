-- What the decision loop writes for a batch of visitors it holds the locks of. $1 is one JSON object of row arrays.
insert into session as old select * from jsonb_populate_recordset(null::session, $1::jsonb -> 'sessions')
on conflict (site_id, id) do update set
    state = excluded.state, counted = excluded.counted, final = excluded.final, started_at = excluded.started_at,
    ended_at = excluded.ended_at, active_at = excluded.active_at, closes_at = excluded.closes_at,
    engaged_ms = excluded.engaged_ms, views = excluded.views, entry_path = excluded.entry_path,
    entry_title = excluded.entry_title, exit_path = excluded.exit_path, exit_title = excluded.exit_title,
    source = excluded.source, channel = excluded.channel, device = excluded.device, browser = excluded.browser,
    os = excluded.os, returning_visitor = excluded.returning_visitor, reason = excluded.reason, detail = excluded.detail,
    decided_at = excluded.decided_at, confidence = excluded.confidence, revision = excluded.revision,
    evidence = excluded.evidence, lanes = excluded.lanes, superseded_by = null
where (old.*) is distinct from (excluded.*)
;
insert into session_document as old select * from jsonb_populate_recordset(null::session_document, $1::jsonb -> 'documents')
on conflict (site_id, session_id, document_id) do update set
    tab_id = excluded.tab_id, ordinal = excluded.ordinal, origin_at = excluded.origin_at, from_ms = excluded.from_ms,
    to_ms = excluded.to_ms
where (old.*) is distinct from (excluded.*)
;
insert into view as old select * from jsonb_populate_recordset(null::view, $1::jsonb -> 'views')
on conflict (site_id, session_id, ordinal) do update set
    document_id = excluded.document_id, tab_id = excluded.tab_id, path = excluded.path, title = excluded.title,
    how = excluded.how, started_at = excluded.started_at, ended_at = excluded.ended_at, engaged_ms = excluded.engaged_ms
where (old.*) is distinct from (excluded.*)
;
-- Late evidence may show that fewer pages were seen than it seemed.
delete from view v using jsonb_to_recordset($1::jsonb -> 'sessions') as s(site_id text, id text, views int)
where v.site_id = s.site_id and v.session_id = s.id and v.ordinal >= s.views
;
insert into mark select * from jsonb_populate_recordset(null::mark, $1::jsonb -> 'marks') on conflict do nothing
;
insert into verdict select * from jsonb_populate_recordset(null::verdict, $1::jsonb -> 'verdicts')
on conflict (site_id, session_id, revision) do update set
    provisional = excluded.provisional, confidence = excluded.confidence, evidence = excluded.evidence
;
update visitor v set person = p.person, traits = v.traits || p.traits
from jsonb_to_recordset($1::jsonb -> 'persons') as p(site_id text, id text, person text, traits jsonb)
where v.site_id = p.site_id and v.id = p.id and (v.person, v.traits) is distinct from (p.person, v.traits || p.traits)
;
update session s set superseded_by = u.survivor, counted = false
from jsonb_to_recordset($1::jsonb -> 'superseded') as u(site_id text, id text, survivor text)
where s.site_id = u.site_id and s.id = u.id
;
-- Only where nothing has come in since it was read: otherwise the visitor stays due.
update due d set due_at = u.due_at
from jsonb_to_recordset($1::jsonb -> 'due') as u(site_id text, visitor_id text, rev bigint, due_at timestamptz)
where d.site_id = u.site_id and d.visitor_id = u.visitor_id and d.rev = u.rev and u.due_at is not null
;
delete from due d using jsonb_to_recordset($1::jsonb -> 'due') as u(site_id text, visitor_id text, rev bigint, due_at timestamptz)
where d.site_id = u.site_id and d.visitor_id = u.visitor_id and d.rev = u.rev and u.due_at is null
