-- Running replicas. What one testifies about its channels counts only while its lease runs, and under the epoch of that lease.
create table replica (
    id          text        not null primary key,
    epoch       bigint      not null,  -- raised whenever it had let a lease run out
    lease_until timestamptz not null
);

-- Presence channels with the replica and epoch under which they opened; closed ones are kept for a minute, in case what
-- opened them is written after what closed them.
create table presence_channel (
    site_id     text        not null,
    document_id text        not null,
    channel     bigint      not null,  -- the recorder's number in its document, from 1
    replica     text        not null,
    epoch       bigint      not null,
    closed_at   timestamptz,
    primary key (site_id, document_id, channel)
);
create index presence_channel_open on presence_channel (replica, epoch) where closed_at is null;
create index presence_channel_closed on presence_channel (closed_at) where closed_at is not null;
