-- Sources a site knows beside those everybody does: [{"domain": "deals.example", "name": "Deals", "kind": "shopping"}].
create table site_sources (
    site_id text  not null primary key,
    sources jsonb not null
);
