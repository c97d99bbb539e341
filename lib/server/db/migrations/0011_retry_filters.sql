-- `status` of a retry's filter means the event as a whole, as it does in lists; what it meant before is `delivery_status`.
update retries
set filter = ((filter::jsonb - 'status') || jsonb_build_object('delivery_status', filter ->> 'status'))::json
where filter ->> 'status' is not null and filter ->> 'delivery_status' is null;
