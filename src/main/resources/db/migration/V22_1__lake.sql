-- Final sessions as files, a day at a time.

-- Whether anybody wants files: only then days are noted that changed.
create table lake_switch (enabled boolean not null);
insert into lake_switch values (false);

-- Days of UTC whose files are older than their sessions. Appended to and deleted; never changed.
create table lake_change (
    seq     bigint      not null generated always as identity primary key,
    site_id text        not null,
    day     date        not null,
    at      timestamptz not null default now()
);
create index lake_change_by_day on lake_change (site_id, day);

-- Days that have files.
create table lake_day (
    site_id    text        not null,
    day        date        not null,
    sessions   bigint      not null,
    views      bigint      not null,
    bytes      bigint      not null,
    written_at timestamptz not null,
    primary key (site_id, day)
);

-- All that moves a number passes here, with the day it was counted on before and the one it is counted on now.
create function lake_changed() returns trigger language plpgsql as $$
begin
    if (select enabled from lake_switch) then
        insert into lake_change (site_id, day) select distinct site_id, (bucket at time zone 'UTC')::date from changed;
    end if;
    return null;
end $$;
create trigger lake_changed after insert on rollup_delta referencing new table as changed
    for each statement execute function lake_changed();
