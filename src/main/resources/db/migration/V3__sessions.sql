-- What the decision loop writes. One row to lock per visitor, so that no two replicas decide the same one.

create table visitor (
    site_id       text        not null,
    id            text        not null,
    first_seen_at timestamptz not null,
    person        text,                   -- what `identify` said last
    traits        jsonb       not null default '{}',
    primary key (site_id, id)
);

create table session (
    site_id       text        not null,
    id            text        not null,   -- of the document that first opened it
    visitor_id    text        not null,
    state         text        not null check (state in ('open', 'ended')),
    counted       boolean     not null,   -- false: nobody has seen a page, or a robot
    final         boolean     not null,
    started_at    timestamptz not null,
    ended_at      timestamptz,
    active_at     timestamptz not null,   -- end of the last proven attention
    closes_at     timestamptz not null,   -- from then on a return opens a new session
    engaged_ms    bigint      not null,
    views         int         not null,
    entry_path    text        not null,
    entry_title   text        not null,
    exit_path     text        not null,
    exit_title    text        not null,
    source        text        not null,
    channel       text        not null,
    device        text        not null,
    browser       text        not null,
    os            text        not null,
    returning_visitor boolean not null,
    reason        text,
    detail        text,
    decided_at    timestamptz,
    confidence    double precision,
    revision      int         not null default 0,
    evidence      jsonb       not null default '[]',
    lanes         jsonb       not null default '[]',
    superseded_by text,
    primary key (site_id, id),
    check (state = 'open' or (ended_at is not null and reason is not null and decided_at is not null))
);
create index session_by_start on session (site_id, started_at desc, id desc) where counted;
create index session_by_start_everywhere on session (started_at desc, id desc) where counted;
create index session_by_id on session (id);
create index session_by_visitor on session (site_id, visitor_id, started_at);

create table session_document (
    site_id     text        not null,
    session_id  text        not null,
    document_id text        not null,
    tab_id      text        not null,
    ordinal     int         not null,
    origin_at   timestamptz not null,     -- the document's origin on the service's clock
    from_ms     bigint      not null,     -- since the origin: what of the document belongs to this session
    to_ms       bigint,
    primary key (site_id, session_id, document_id)
);
create index session_document_by_document on session_document (document_id);

create table view (
    site_id     text        not null,
    session_id  text        not null,
    ordinal     int         not null,     -- from 0
    document_id text        not null,
    tab_id      text        not null,
    path        text        not null,
    title       text        not null,
    how         text        not null,
    started_at  timestamptz not null,
    ended_at    timestamptz not null,
    engaged_ms  bigint      not null,
    primary key (site_id, session_id, ordinal)
);

create table mark (
    site_id     text        not null,
    session_id  text        not null,
    document_id text        not null,
    n           bigint      not null,
    at          timestamptz not null,
    what        text        not null,
    name        text,
    element     jsonb,
    props       jsonb,
    primary key (site_id, session_id, document_id, n)
);

create table verdict (
    site_id    text        not null,
    session_id text        not null,
    revision   int         not null,
    reason     text,                      -- null: reopened
    detail     text,
    ended_at   timestamptz,
    decided_at timestamptz not null,
    confidence double precision,
    provisional boolean    not null,
    evidence   jsonb       not null,
    primary key (site_id, session_id, revision)
);
