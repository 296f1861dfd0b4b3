-- Visitor ids that turned out to be one person's: all but the one seen first point to it, and are decided with it.
alter table visitor add column joined_to text;
create index visitor_joined on visitor (site_id, joined_to) where joined_to is not null;
create index document_by_tab on document (site_id, tab_id);
