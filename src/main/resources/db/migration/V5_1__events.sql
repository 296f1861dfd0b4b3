-- What became of sessions, told to whoever listens.
-- A decision writes to the outbox in its own transaction, where rows become visible out of order. Whoever holds the one
-- row of event_turn moves them to the log and numbers them there: positions are given out by one transaction at a time,
-- so that a reader who has seen a position has seen all before it.
create table outbox (
    seq        bigint      not null generated always as identity primary key,
    site_id    text        not null,
    id         uuid        not null,
    session_id text        not null,
    type       text        not null,
    at         timestamptz not null,
    session    jsonb       not null   -- the session's row as it stood then
);

create table event (
    position   bigint      not null generated always as identity primary key,
    site_id    text        not null,
    id         uuid        not null,
    session_id text        not null,
    type       text        not null,
    at         timestamptz not null,
    session    jsonb       not null
);
create index event_by_time on event (at);

create table event_turn (
    one          int    not null primary key check (one = 1),
    forgotten_to bigint not null      -- positions up to this one are not kept any more
);
insert into event_turn values (1, 0);
