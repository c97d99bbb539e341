-- Writes the problems that are not known yet. Nothing is counted here.
--
-- Strategy: a statement of its own before note-problems, because a row that is not there cannot be locked in order with
-- those that are. What is known already costs a probe of its fingerprint. A rule or connection that was deleted has no
-- problems; the pair of a rule stands in one only when all of its deliveries have it.
-- Locks: new problems only, in order of their fingerprints. Nobody waits for one of these who holds a known one.
insert into problems (id, workspace_id, connection_id, rule_id, resource, resource_id, cause, outcome_code, status_code,
  message, fingerprint)
select t.id, r.workspace_id, r.connection_id, r.id, pair.resource, pair.resource_id, t.cause, t.outcome_code,
  t.status_code, t.message, t.fingerprint
from unnest(:ids::uuid[], :rule_ids::uuid[], :resources::text[], :resource_ids::text[], :causes::text[],
  :outcome_codes::text[], :status_codes::int[], :messages::text[], :fingerprints::text[])
  as t(id, rule_id, resource, resource_id, cause, outcome_code, status_code, message, fingerprint)
join rules r on r.id = t.rule_id and r.deleted_at is null
join connections c on c.id = r.connection_id and c.deleted_at is null
left join lateral (
  select t.resource, t.resource_id where r.resource = t.resource and r.resource_id = t.resource_id
) pair on true
order by r.workspace_id, t.fingerprint
on conflict (workspace_id, fingerprint) do nothing
