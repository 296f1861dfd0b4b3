-- Which object holds a final session. The newest generation is the one that has not been replaced.
create table archive (
    site_id      text        not null,
    session_id   text        not null,
    generation   int         not null,
    object       text        not null,
    object_bytes bigint      not null,
    index_bytes  int         not null,  -- of the object's end: index and trailer
    chunks       int         not null,
    revision     int         not null,  -- of the session that stands in it
    written_at   timestamptz not null,
    replaced_at  timestamptz,
    primary key (site_id, session_id, generation)
);
create index archive_by_object on archive (object);
create index archive_replaced on archive (replaced_at) where replaced_at is not null;

-- What the archiver has to look at: final sessions, and documents of which something may be left over.
-- Whoever adds to it renews `since`, so that what came while an entry was being worked on is not forgotten.
create table archive_due (
    site_id    text        not null,
    kind       text        not null check (kind in ('session', 'document')),
    id         text        not null,
    since      timestamptz not null,
    not_before timestamptz not null default '-infinity',  -- while a replica works on it, or after a failure
    primary key (site_id, kind, id)
);
create index archive_due_by_time on archive_due (since);

-- A document is settled once somebody looks after what still comes of it; until then it is found by its day.
alter table document add column settled boolean not null default false;
create index document_unsettled on document (day) where not settled;

-- A chunk's row stays as long as the segment that holds it; archived_at says since when the segment is not needed for it.
alter table chunk add column archived_at timestamptz;
create index chunk_by_segment on chunk (segment);

-- Copies of chunks that lie in a segment beside the one that has the row: sent twice, or refused after their bytes were stored.
create table stray (
    site_id     text not null,
    document_id text not null,
    sequence    int  not null,
    segment     text not null,
    primary key (site_id, document_id, sequence, segment)
);
create index stray_by_segment on stray (segment);

-- What one replica does for all, one at a time.
create table turn (
    task  text        not null primary key,
    until timestamptz not null
);
insert into turn values ('sweep', '-infinity');
