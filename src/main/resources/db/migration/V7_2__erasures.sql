-- What was asked to be erased, and how far that is. Rows are switched when the erasure is accepted; bytes follow.
create table erasure (
    site_id      text        not null,
    id           text        not null,
    kind         text        not null check (kind in ('session', 'visitor', 'retention')),
    subject      text        not null,  -- the session's or visitor's id; empty for retention
    sessions     text[]      not null,
    visitors     text[]      not null,  -- all ids of the person, for kind visitor
    requested_at timestamptz not null,
    effective_at timestamptz not null,  -- nothing is readable from then on
    tombstone    jsonb       not null,  -- as it stands in the object store
    tombstoned_at timestamptz,
    done_at      timestamptz,
    objects      int         not null default 0,  -- rewritten or removed
    failure      text,                  -- what the last attempt met
    primary key (site_id, id)
);
create index erasure_by_time on erasure (requested_at desc, id desc);
create index erasure_running on erasure (requested_at) where done_at is null;

-- Objects that hold erased bytes. Those that ingest finds, of chunks that came too late, belong to no erasure: 'late'.
create table erasure_object (
    site_id    text        not null,
    erasure_id text        not null,
    object     text        not null,
    not_before timestamptz not null,
    primary key (site_id, erasure_id, object)
);
create index erasure_object_by_time on erasure_object (not_before);

-- What visitors did before they were erased is refused.
create table erased_visitor (
    site_id    text        not null,
    visitor_id text        not null,
    erased_at  timestamptz not null,
    primary key (site_id, visitor_id)
);

-- What of a document is erased, in milliseconds since its origin. In the document's own row, because that is the one that ingest locks.
alter table document add column erased int8multirange not null default '{}';
alter table session add column erased_at timestamptz;
create index session_kept on session (site_id, ended_at) where erased_at is null and state = 'ended';

-- After how many days a site's recordings are erased; null: never.
alter table site add column retention_days int check (retention_days between 1 and 3650);
