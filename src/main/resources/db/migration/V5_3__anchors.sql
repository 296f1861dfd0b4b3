-- The first and the last number of a document's evidence in a session, by which the session is known again when it is final.
-- Empty in rows, and in archives, that were written before.
alter table session_document add column first_n bigint;
alter table session_document add column last_n bigint;
