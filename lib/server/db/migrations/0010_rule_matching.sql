-- Accepting an event looks up the rules that match it: those of its own resource and id, and those that leave one or
-- both open (written as ''; neither can be empty). With all of it in the index, rules for other resources cost nothing.
drop index rules_match;
create index rules_match on rules (workspace_id, event, coalesce(resource, ''), coalesce(resource_id, ''))
  where active and deleted_at is null;
