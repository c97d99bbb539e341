-- Deletes keys whose time is over, the oldest first and at most a batch.
-- Locks: keys, skipping what a request is taking over in this moment.
with expired as (
  select workspace_id, key from idempotency_keys
  where created_at <= now() - interval '24 hours'
  order by created_at limit :batch for update skip locked
)
delete from idempotency_keys k using expired e where k.workspace_id = e.workspace_id and k.key = e.key
