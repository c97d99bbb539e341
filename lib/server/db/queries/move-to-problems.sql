-- Says of deliveries which problem they are in now. Their rows were locked before, in the same transaction.
update rule_events re set problem_id = t.problem_id
from unnest(:ids::uuid[], :problem_ids::uuid[]) as t(id, problem_id)
where re.id = t.id and re.problem_id is distinct from t.problem_id
