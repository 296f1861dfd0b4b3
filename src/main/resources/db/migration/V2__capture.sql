-- What the doors write: documents, chunks, evidence, and which visitors are due for a decision.
-- Chunks and evidence are partitioned by the day that is fixed once per document, so that a retry tomorrow meets
-- its first copy; partitions are made ahead by the service.

create table document (
    site_id           text        not null,
    id                text        not null,
    visitor_id        text        not null,
    tab_id            text        not null,
    day               date        not null,
    origin_ms         bigint      not null,  -- client clock, Unix milliseconds
    sequences         int4multirange not null default '{}',  -- received, also those archived since
    agent             text,
    first_received_at timestamptz not null,
    last_received_at  timestamptz not null,
    primary key (site_id, id)
);
create index document_by_visitor on document (site_id, visitor_id, last_received_at);

create table chunk (
    site_id     text        not null,
    day         date        not null,
    document_id text        not null,
    sequence    int         not null,
    segment     text        not null,  -- object that holds the bytes
    position    int         not null,  -- of the payload in the object; the header lies right before it
    length      int         not null,  -- of the payload
    header_length int       not null,
    codec       smallint    not null,
    first_ms    bigint      not null,  -- since the document's origin
    last_ms     bigint      not null,
    keyframe    boolean     not null,
    digest      bytea       not null,  -- SHA-256 over header and payload
    received_at timestamptz not null,
    primary key (site_id, day, document_id, sequence)
) partition by range (day);

create table evidence (
    site_id     text        not null,
    day         date        not null,
    document_id text        not null,
    n           bigint      not null,  -- the recorder's number; negative for the service's own testimony
    kind        text        not null,
    at_ms       bigint      not null,  -- Unix milliseconds: client clock, or the service's for its own
    sent_ms     bigint      not null,  -- client clock when it was sent: with received_at it tells the clocks apart
    live        boolean     not null,
    body        jsonb       not null,
    received_at timestamptz not null,
    primary key (site_id, day, document_id, n)
) partition by range (day);

create table due (
    site_id    text        not null,
    visitor_id text        not null,
    rev        bigint      not null,
    due_at     timestamptz not null,
    primary key (site_id, visitor_id)
);
create index due_by_time on due (due_at);
