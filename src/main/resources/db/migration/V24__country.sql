-- Which country a visitor is in, and which language they read. Of what was recorded before nobody knows.

alter table document add column country text, add column language text;
alter table session add column country text not null default 'Unknown', add column language text not null default 'Unknown';
alter table contribution add column country text not null default 'Unknown', add column language text not null default 'Unknown';
alter table rollup_delta add column country text not null default 'Unknown', add column language text not null default 'Unknown';

-- All that was counted so far is of an unknown country: the sum of any trait that each session has once. Cells in a row are their sum.
insert into rollup (site_id, dim, level, bucket, key, sessions, cell)
select r.site_id, d.dim, r.level, r.bucket, 'Unknown', sum(r.sessions), string_agg(r.cell, ''::bytea)
from rollup r cross join (values ('country'), ('language')) as d(dim)
where r.dim = 'device'
group by r.site_id, d.dim, r.level, r.bucket;

-- Files get the new columns.
insert into lake_change (site_id, day) select site_id, day from lake_day;

drop index session_by_traits;
create index session_by_traits on session (site_id, started_at desc, id desc)
    include (channel, source, device, browser, os, country, language, returning_visitor, erased_at, superseded_by) where counted;
drop index session_by_channel;
create index session_by_channel on session (site_id, channel, started_at desc, id desc)
    include (source, device, browser, os, country, language, returning_visitor, erased_at, superseded_by) where counted;
