-- Views by path and time, with all that says in which order a session saw its pages: funnels are followed in it alone, and so are lists of
-- those who saw a page.
create index view_by_path_and_time on view (site_id, path, started_at) include (session_id, ordinal);
drop index view_by_path;

-- When views began, by where they lie: they come about in that order, so a few kilobytes leave out those of other times.
create index view_by_time on view using brin (started_at) with (pages_per_range = 32);

-- With a session's end, so that none is read to follow it through a funnel. What was added changes once.
create index session_by_traits_and_end on session (site_id, started_at desc, id desc)
    include (channel, source, device, browser, os, country, language, returning_visitor, erased_at, superseded_by, state, ended_at, reason)
    where counted;
drop index session_by_traits;
alter index session_by_traits_and_end rename to session_by_traits;

-- How many sessions each page or entry has is asked of all of them, to know which are told: by the index alone.
create unique index rollup_by_key on rollup (site_id, dim, level, bucket, key) include (sessions);
alter table rollup drop constraint rollup_pkey;
alter table rollup add constraint rollup_pkey primary key using index rollup_by_key;
