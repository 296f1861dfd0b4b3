-- What a site's visitors are hoped to do: each is a conversion, beside the last steps of goal funnels.
create table goal (
    site_id    text        not null,
    id         text        not null,
    name       text        not null,
    kind       text        not null check (kind in ('path', 'event', 'click')),
    match      text        not null,
    created_at timestamptz not null,
    primary key (site_id, id)
);
create index goal_by_id on goal (id);
