-- Keeps what was sent and answered, for attempts that were not delivered. Locks nothing that was there before.
insert into attempt_details (attempt_id, workspace_id, request, status_code, headers, body, truncated)
select * from unnest(:attempt_ids::uuid[], :workspace_ids::uuid[], :requests::jsonb[], :status_codes::int[],
  :headers::jsonb[], :bodies::text[], :are_truncated::boolean[])
