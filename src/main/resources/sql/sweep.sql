-- Testifies for replicas whose lease has run out that nobody knows what became of their channels: at most 5,000 at a time.
-- Answers how many there were.
with lost as (
    select c.site_id, c.document_id, c.channel, c.replica, c.epoch, least(r.lease_until, now()) as at
    from replica r join presence_channel c on c.replica = r.id and (r.lease_until < now() or c.epoch < r.epoch)
    where c.closed_at is null
    limit 5000 for update of c skip locked
), closed as (
    insert into presence_channel as c (site_id, document_id, channel, replica, epoch, closed_at)
    select site_id, document_id, channel, replica, epoch, now() from lost
    on conflict (site_id, document_id, channel) do update set closed_at = excluded.closed_at
), testified as (
    insert into evidence (site_id, day, document_id, n, kind, at_ms, sent_ms, live, body, received_at)
    select l.site_id, d.day, l.document_id, -2 * l.channel - 1, 'chan.drop', at.ms, at.ms, true,
           jsonb_build_object('how', 'expired', 'replica', l.replica, 'epoch', l.epoch), now()
    from lost l
    join document d on d.site_id = l.site_id and d.id = l.document_id
    cross join lateral (select (extract(epoch from l.at) * 1000)::bigint) at(ms)
    order by l.site_id, l.document_id
    on conflict do nothing
), due_visitor as (
    insert into due (site_id, visitor_id, rev, due_at, urgent_at)
    select d.site_id, d.visitor_id, 1, now(), now()
    from lost l join document d on d.site_id = l.site_id and d.id = l.document_id
    group by d.site_id, d.visitor_id order by d.site_id, d.visitor_id
    on conflict (site_id, visitor_id) do update set rev = due.rev + 1, due_at = least(due.due_at, excluded.due_at),
        urgent_at = least(due.urgent_at, excluded.urgent_at)
)
select count(*)::int as channels from lost
