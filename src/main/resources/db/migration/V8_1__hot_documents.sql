-- Every chunk touches its document's row. With the time it was last heard of in an index, each touch wrote three index entries;
-- without, and with room left on the page, it writes none.
drop index document_by_visitor;
create index document_by_visitor on document (site_id, visitor_id);
alter table document set (fillfactor = 70);
