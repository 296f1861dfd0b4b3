-- When somebody waits for a decision: an ending is due, or evidence that may end a session came in. Null where all that is due is
-- to read everyday evidence, which may wait its turn.
alter table due add column urgent_at timestamptz;
update due set urgent_at = due_at;
create index due_by_urgency on due (urgent_at) where urgent_at is not null;
