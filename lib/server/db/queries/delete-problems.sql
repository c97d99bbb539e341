-- Deletes the problems of a connection, or of one of its rules, which is being deleted in the same transaction. Failed
-- deliveries keep the id, like those of the rule and the connection: they are history, and never start again.
-- Locks: problems in order of workspace and fingerprint, after rule events and events.
with locked as (
  select id from problems
  where connection_id = :connection_id::uuid and (:rule_id::uuid is null or rule_id = :rule_id::uuid)
  order by workspace_id, fingerprint for update
)
delete from problems p using locked l where p.id = l.id
