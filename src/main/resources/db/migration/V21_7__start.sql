-- session_by_traits begins with the same columns.
drop index session_by_start;
