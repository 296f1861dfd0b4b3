-- The access token that was made at the first start, the same for all replicas. One row.
create table access_token (
    id      int         not null primary key check (id = 1),
    value   text        not null,
    made_at timestamptz not null default now()
);
