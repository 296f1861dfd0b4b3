-- Of which campaign the link was that a session came by. What was recorded before has none.

alter table session add column campaign text not null default '(none)';
alter table contribution add column campaign text not null default '(none)';
alter table rollup_delta add column campaign text not null default '(none)';

-- All that was counted so far has none: the sum of any trait that each session has once. Cells in a row are their sum.
insert into rollup (site_id, dim, level, bucket, key, sessions, cell)
select r.site_id, 'campaign', r.level, r.bucket, '(none)', sum(r.sessions), string_agg(r.cell, ''::bytea)
from rollup r
where r.dim = 'device'
group by r.site_id, r.level, r.bucket;

-- Files get the new column.
insert into lake_change (site_id, day) select site_id, day from lake_day;

drop index session_by_traits;
create index session_by_traits on session (site_id, started_at desc, id desc)
    include (channel, source, campaign, device, browser, os, country, language, returning_visitor, erased_at, superseded_by, state, ended_at, reason)
    where counted;
drop index session_by_channel;
create index session_by_channel on session (site_id, channel, started_at desc, id desc)
    include (source, campaign, device, browser, os, country, language, returning_visitor, erased_at, superseded_by) where counted;
