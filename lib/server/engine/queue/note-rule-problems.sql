-- Keeps with each rule what is wrong with what it points to, or forgets it. Only the rule that was used is judged: one
-- that was changed meanwhile may well point to something else.
-- Locks: rules in order of id, before rule events, as by everybody who deletes one.
with input as (
  select * from unnest(:ids::uuid[], :updated_ats::timestamptz[], :problems::text[]) as t(id, updated_at, problem)
), locked as (
  select id from rules where id = any(:ids::uuid[]) and deleted_at is null order by id for update
)
update rules r set problem = i.problem
from input i join locked l on l.id = i.id
where r.id = i.id and r.updated_at = i.updated_at and r.problem is distinct from i.problem
