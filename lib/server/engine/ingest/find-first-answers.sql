-- What the first requests with these keys were answered, while the keys belong to them: 24 hours. Locks nothing.
select k.workspace_id as "workspaceId", k.key, k.body_hash as "bodyHash", k.answer
from unnest(:workspace_ids::uuid[], :keys::text[]) as t(workspace_id, key)
join idempotency_keys k using (workspace_id, key)
where k.created_at > now() - interval '24 hours'
