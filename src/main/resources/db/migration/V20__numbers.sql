-- Custom events by name: whether a site has purchases, and who did them.
create index mark_by_event on mark (site_id, name, at) where what = 'custom';
