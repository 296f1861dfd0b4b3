create schema lastseen.lake;

create table lastseen.lake.sessions (
    site_id varchar, day date, session_id varchar, visitor_id varchar, started_at timestamp(6), ended_at timestamp(6),
    reason varchar, engaged_ms bigint, views integer, entry_path varchar, exit_path varchar, source varchar,
    channel varchar, device varchar, browser varchar, os varchar, country varchar, language varchar, returning boolean, reopened boolean,
    converted boolean, known_ms bigint, campaign varchar
) with (format = 'PARQUET', external_location = 's3://lastseen/lake/v1/sessions');

create table lastseen.lake.views (
    site_id varchar, day date, session_id varchar, ordinal integer, path varchar, started_at timestamp(6),
    ended_at timestamp(6), engaged_ms bigint
) with (format = 'PARQUET', external_location = 's3://lastseen/lake/v1/views');
