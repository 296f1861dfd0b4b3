-- Funnels of visitors: within how many days of the first step, in however many sessions. 0: within one session.
alter table funnel add column within_days int not null default 0 check (within_days between 0 and 90);

-- One visitor in 64, always the same ones: what such a funnel is tried on while it is written.
create index session_sample_of_visitors on session (site_id, started_at) include (visitor_id, superseded_by)
    where counted and (hashtext(visitor_id) & 63) = 0;

-- When marks were made, by where they lie: they come about in that order, as views do.
create index mark_by_time on mark using brin (at) with (pages_per_range = 32);
