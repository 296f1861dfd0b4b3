-- What a site waits for differently from the service's settings: {"idle": "10m"}, names as in the API.
create table site_timings (
    site_id   text  not null primary key,
    overrides jsonb not null
);
