-- How far final sessions get in the funnels that are kept, counted once like all other numbers.

-- What the steps are, in the terms views and marks are compared with.
create table funnel_step (
    site_id   text not null,
    funnel_id text not null,
    mode      text not null,
    step      int  not null,
    what      text not null,
    exact     text,
    pattern   text,
    key       text,
    primary key (site_id, funnel_id, step)
);

-- A final session that did the first step at least: to be taken back when late evidence amends it.
create table funnel_contribution (
    site_id    text        not null,
    session_id text        not null,
    funnel_id  text        not null,
    started_at timestamptz not null,
    reason     text        not null,
    furthest   int         not null,
    at         timestamptz not null,  -- when it did the furthest step
    reach_ms   bigint[]    not null,  -- from the first step to each that it reached
    primary key (site_id, session_id, funnel_id)
);
create index funnel_contribution_by_step on funnel_contribution (site_id, funnel_id, furthest, started_at desc, session_id desc);

-- Contributions that came (1) or went (-1) and are not in the rollups yet.
create table funnel_delta (
    seq  bigint   not null generated always as identity primary key,
    sign smallint not null,
    like funnel_contribution
);
create index funnel_delta_by_start on funnel_delta (site_id, funnel_id, started_at);

-- Whether a funnel's rollups answer for all final sessions of its site.
create table funnel_state (
    site_id    text    not null,
    funnel_id  text    not null,
    definition text    not null,                -- the steps its contributions were made with
    complete   boolean not null default false,
    after_id   text    not null default '',     -- sessions up to this id are counted so
    primary key (site_id, funnel_id)
);
