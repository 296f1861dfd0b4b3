-- One session in 64, always the same ones: what a funnel is tried on while it is written.
create index session_sample on session (site_id, started_at) where counted and (hashtext(id) & 63) = 0;
