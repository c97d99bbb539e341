-- Resolves what is over among problems that note-problems has locked: what the data caused, when no delivery is in it
-- any more, and what the connection caused, when it has delivered something that began after the problem was last seen.
--
-- Strategy: a statement of its own, so that it sees what others committed while note-problems waited for their locks.
update problems p set state = 'resolved', resolved_at = now()
where p.id = any(:ids::uuid[]) and p.state in ('open', 'acknowledged')
  and case p.cause
    when 'data' then not exists (
      select from rule_events re where re.problem_id = p.id and re.status in ('pending', 'processing', 'retrying', 'failed')
    )
    else exists (
      select from unnest(:connection_ids::uuid[], :started_ats::timestamptz[]) as t(connection_id, started_at)
      where t.connection_id = p.connection_id and t.started_at > p.last_seen_at
    )
  end
