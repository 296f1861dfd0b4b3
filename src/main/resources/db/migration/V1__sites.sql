-- A site, its key and its settings. Every table leads with the site; no constraint crosses sites.
create table site (
    id               text             not null primary key,
    name             text             not null,
    write_key        text             not null,
    origins          text[]           not null,
    time_zone        text             not null,
    own_hosts        text[]           not null,
    payment_hosts    text[]           not null,
    query_allow_list text[]           not null,
    sampling         double precision not null check (sampling between 0 and 1),
    respect_gpc      boolean          not null,
    paused           boolean          not null,
    demo             boolean          not null,
    created_at       timestamptz      not null
);

-- Why nothing was recorded: one row per reason, origin and detail, counted.
-- site_id is empty where a write key nobody has came from an origin no site names.
create table refusal (
    site_id  text        not null,
    reason   text        not null,
    origin   text        not null,
    detail   text        not null,
    count    bigint      not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    primary key (site_id, reason, origin, detail)
);
create index refusal_newest on refusal (site_id, last_at desc);
