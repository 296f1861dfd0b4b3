-- Numbers that are counted once, when a session becomes final, and not each time somebody looks.

-- Times in rollups are kept with three digits (at most 0.5 % off), so that as many of them are alike as medians need not
-- tell apart. Medians asked of sessions round likewise: both ways give one answer.
create function rounded_ms(ms bigint) returns bigint language sql immutable parallel safe
    return case
        when ms < 0 then 0
        when ms < 1000 then ms
        when ms < 10000 then (ms + 5) / 10 * 10
        when ms < 100000 then (ms + 50) / 100 * 100
        when ms < 1000000 then (ms + 500) / 1000 * 1000
        when ms < 10000000 then (ms + 5000) / 10000 * 10000
        when ms < 100000000 then (ms + 50000) / 100000 * 100000
        else (ms + 500000) / 1000000 * 1000000
    end;

-- Visitors by a number, because a rollup names each of its visitors.
create table visitor_number (
    site_id    text   not null,
    visitor_id text   not null,
    number     bigint not null generated always as identity,
    primary key (site_id, visitor_id)
);

-- What is a conversion on a site, in the terms views and marks are compared with: the steps of its goals.
create table conversion (
    site_id text not null,
    what    text not null,
    exact   text,
    pattern text,
    key     text
);
create index conversion_by_site on conversion (site_id);

-- What a final session is counted as: to be taken back when late evidence amends it.
create table contribution (
    site_id    text        not null,
    session_id text        not null,
    bucket     timestamptz not null,  -- the 15 minutes of UTC it began in
    visitor    bigint      not null,
    ended      boolean     not null,
    reason     text        not null,
    entry      text        not null,
    exit       text        not null,
    source     text        not null,
    channel    text        not null,
    device     text        not null,
    browser    text        not null,
    os         text        not null,
    came_back  boolean     not null,
    views      int         not null,
    engaged_ms bigint      not null,
    time_ms    bigint,
    known_ms   bigint,
    reopened   boolean     not null,
    bought     boolean     not null,
    pages      jsonb       not null,  -- [[path, shown, engaged ms, open ms]]
    primary key (site_id, session_id)
);

-- Contributions that came (1) or went (-1) and are not in the rollups yet. Appended to, read and deleted; never changed.
create table rollup_delta (
    seq  bigint   not null generated always as identity primary key,
    sign smallint not null,
    like contribution
);
create index rollup_delta_by_bucket on rollup_delta (site_id, bucket);

-- The sum of all contributions of a stretch of UTC that have one trait in common.
create table rollup (
    site_id  text        not null,
    dim      text        not null,  -- entry, exit, page, source, ..., reason
    level    "char"      not null,  -- q: 15 minutes, h: an hour, d: a day
    bucket   timestamptz not null,
    key      text        not null,
    sessions bigint      not null,
    cell     bytea       not null,  -- counts, times and visitors; written and read by class Cell
    primary key (site_id, dim, level, bucket, key)
);

-- Whether a site's rollups answer for all its final sessions.
create table rollup_state (
    site_id  text    not null primary key,
    goals    text    not null,                -- the goals its contributions were made with
    complete boolean not null default false,
    after_id text    not null default ''      -- sessions up to this id are counted so
);

create index session_not_final on session (site_id, started_at) where counted and not final;
