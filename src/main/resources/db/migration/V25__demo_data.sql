-- Whether a site was filled with demo data: once, whatever became of it.
create table demo_data (
    site_id    text        primary key,
    began_at   timestamptz not null,  -- the visits are laid out over the 30 days before
    visits     int         not null default 0,  -- told so far
    filled_at  timestamptz,
    removed_at timestamptz,
    erasure_id text                   -- that takes its bytes away
);

alter table erasure drop constraint erasure_kind_check;
alter table erasure add constraint erasure_kind_check check (kind in ('session', 'visitor', 'retention', 'demo'));
