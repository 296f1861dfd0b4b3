-- Where a site's events are posted to.
create table webhook (
    site_id    text        not null primary key,
    url        text        not null,
    events     text[]      not null,
    secret     text        not null,
    enabled    boolean     not null,
    created_at timestamptz not null
);

-- One row for each event and webhook that wants it, made when the event gets its position.
create table webhook_delivery (
    site_id      text        not null,
    position     bigint      not null,
    event_id     uuid        not null,
    session_id   text        not null,
    type         text        not null,
    state        text        not null check (state in ('pending', 'delivered', 'failed')),
    attempts     int         not null,
    next_at      timestamptz,           -- pending: not before; while an attempt is under way, when another replica may take over
    created_at   timestamptz not null,
    tried_at     timestamptz,
    status       int,                   -- of the last answer
    error        text,                  -- why there was none, or why it did not count
    primary key (site_id, position)
);
create index webhook_delivery_pending on webhook_delivery (site_id, next_at) where state = 'pending';
create index webhook_delivery_by_time on webhook_delivery (created_at);
