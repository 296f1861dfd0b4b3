-- The session that ran into the longest life, where this one goes on with its visit.
alter table session add column previous_id text;
