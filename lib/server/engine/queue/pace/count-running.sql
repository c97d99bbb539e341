-- The second step of a paced claim: how many attempts of these connections run on all workers. Attempts under an expired
-- lease do not count: they are what is taken over. Locks nothing; the locks of the buckets keep others from claiming.
select connection_id, count(*)::int as running from rule_events
where workspace_id = any(:workspace_ids::uuid[]) and status = 'processing' and due_at > now()
  and connection_id = any(:connection_ids::uuid[])
group by connection_id
