-- The ways through a site that its owner watches.
create table funnel (
    site_id    text        not null,
    id         text        not null,
    name       text        not null,
    steps      jsonb       not null,  -- [{name, kind: path | event | click, match}], in order
    mode       text        not null check (mode in ('sequential', 'strict', 'any')),
    goal       boolean     not null,  -- its last step is a purchase
    created_at timestamptz not null,
    primary key (site_id, id)
);
create index funnel_by_id on funnel (id);

-- The demo shop's own, once: deleted, it stays deleted.
insert into funnel (site_id, id, name, steps, mode, goal, created_at) values (
    'demo', 'demo', 'Purchase',
    '[{"name": "Product", "kind": "path", "match": "/demo/products/*"},
      {"name": "Cart", "kind": "path", "match": "/demo/cart"},
      {"name": "Checkout", "kind": "path", "match": "/demo/checkout"},
      {"name": "Thanks", "kind": "path", "match": "/demo/thanks"}]',
    'sequential', true, now());
