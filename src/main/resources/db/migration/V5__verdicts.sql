-- How an open session stands, for who looks at the site now; null once it has ended.
alter table session add column phase text;
alter table session add column phase_since timestamptz;
-- Engaged until then, quiet afterwards, should nothing else come in.
alter table session add column attentive_until timestamptz;

create index session_open on session (site_id, started_at desc, id desc) where counted and state = 'open';
create index session_by_reason on session (site_id, reason, started_at desc, id desc) where counted and reason is not null;
create index session_provisional on session (site_id, started_at desc, id desc) where counted and state = 'ended' and not final;
create index session_by_confidence on session (site_id, confidence, started_at desc, id desc) where counted and confidence is not null;
