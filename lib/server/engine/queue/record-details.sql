-- Keeps what was sent and answered in attempts. Locks nothing that was there before.
insert into attempt_details (attempt_id, workspace_id, request, status_code, headers, body, truncated)
select * from unnest(:detail_ids::uuid[], :workspace_ids::uuid[], :requests::jsonb[], :answer_codes::int[],
  :headers::jsonb[], :bodies::text[], :are_truncated::boolean[])
