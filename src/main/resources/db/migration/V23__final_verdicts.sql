-- decided_at is when a verdict was first known. When it became final: null while it is provisional, and where that was before this column.
alter table verdict add column final_at timestamptz;
