-- Makes connections inactive whose provider refused the settings. Only the settings that were used are judged: a
-- connection that was edited meanwhile stays active. The rows must have been locked by lock-connections before.
update connections c set active = false, inactive_reason = t.reason, updated_at = now()
from unnest(:ids::uuid[], :updated_ats::timestamptz[], :reasons::text[]) as t(id, updated_at, reason)
where c.id = t.id and c.active and c.deleted_at is null and c.updated_at = t.updated_at
