-- Lists and numbers that are narrowed read their sessions' traits here, and the sessions themselves only where they are shown.
create index session_by_traits on session (site_id, started_at desc, id desc)
    include (channel, source, device, browser, os, returning_visitor, erased_at, superseded_by) where counted;
create index session_by_channel on session (site_id, channel, started_at desc, id desc)
    include (source, device, browser, os, returning_visitor, erased_at, superseded_by) where counted;

-- Sessions by a page that few of them saw. All views of a path share one entry, so it takes about ten bytes for each.
create index view_by_path on view (site_id, path);

-- What sessions of a period were counted as, to be told apart once more.
create index contribution_by_bucket on contribution (site_id, bucket);
