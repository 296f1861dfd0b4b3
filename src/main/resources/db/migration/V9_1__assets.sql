-- What recorded pages showed: images and fonts, each content once per site. The bytes are objects, assets/<site>/<sha256>.
create table asset (
    site_id  text        not null,
    sha256   bytea       not null,  -- made by the service
    type     text        not null,  -- media type, told from the bytes
    length   int         not null,
    told_at  timestamptz not null,  -- last time a recorder had this content, to the day
    sweeping boolean     not null default false,  -- being removed: nobody may refer to it any more
    primary key (site_id, sha256)
);
create index asset_by_age on asset (told_at);

-- By which name a document's recording refers to which content; without content where only the size was to be known.
create table asset_reference (
    site_id     text        not null,
    document_id text        not null,
    name        text        not null,
    sha256      bytea,
    width       int,
    height      int,
    told_at     timestamptz not null,
    primary key (site_id, document_id, name)
);
create index asset_reference_by_content on asset_reference (site_id, sha256);

-- Bytes of contents that recorders brought, by UTC day: what a site's daily budget is measured against.
create table asset_day (
    site_id text   not null,
    day     date   not null,
    bytes   bigint not null,
    primary key (site_id, day)
);

alter table site
    add column keep_assets      boolean not null default true,
    add column asset_page_bytes bigint  not null default 10485760,
    add column asset_day_bytes  bigint  not null default 1073741824;
