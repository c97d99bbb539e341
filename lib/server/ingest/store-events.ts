import type pg from "pg";

/** One event that passed validation, as it will be stored. `payload` is JSON text. */
export type NewEvent = {
  id: string;
  workspaceId: string;
  event: string;
  resource: string;
  resourceId: string | null;
  payload: string;
  createdBy: string;
  createdAt: Date;
};

/** A catalog key that this process has not seen in the workspace yet. */
export type NewCatalogKey = { id: string; workspaceId: string; key: string; createdBy: string };

export const WORK_CHANNEL = "meshes_work";

// One statement, so one commit: the events, the rule events of the rules that match them in the same snapshot, and the
// wake-up of the workers. The lateral join keeps the match an index probe per event, however many rules there are.
/** `input`: the common table expressions up to `input`, the events to store. Catalog keys come as $9 to $16. */
export const storeSql = (input: string, fields: string, isWanted: { eventType: string; resource: string }): string => `
  with ${input}, matched as (
    select i.id as event_id, i.workspace_id, i.created_at, m.id as rule_id, m.connection_id, m.type
    from input i cross join lateral (
      select r.id, r.connection_id, r.type from rules r
      where r.workspace_id = i.workspace_id and r.event = i.event and r.active and r.deleted_at is null
        and (r.resource is null or r.resource = i.resource)
        and (r.resource_id is null or r.resource_id = i.resource_id)
      offset 0
    ) m
  ), counts as (
    select event_id, count(*)::int as n from matched group by event_id
  ), new_events as (
    insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by, created_at, completed_at)
    select i.id, i.workspace_id, i.event, i.resource, i.resource_id,
      case when c.n is null then 'completed' else 'pending' end, coalesce(c.n, 0),
      i.payload::json, i.created_by, i.created_at, case when c.n is null then i.created_at end
    from input i left join counts c on c.event_id = i.id
  ), new_rule_events as (
    insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, created_at)
    select meshes_uuidv7(), event_id, workspace_id, connection_id, rule_id, type, 'pending', date_trunc('milliseconds', now()), created_at
    from matched
    returning id
  ), new_event_types as (
    insert into event_types (id, workspace_id, key, label, created_by)
    select t.id, t.workspace_id, t.key, t.key, t.created_by
    from unnest($9::uuid[], $10::uuid[], $11::text[], $12::text[]) as t(id, workspace_id, key, created_by)
    where ${isWanted.eventType}
    on conflict do nothing
  ), new_resources as (
    insert into resources (id, workspace_id, key, label, created_by)
    select t.id, t.workspace_id, t.key, t.key, t.created_by
    from unnest($13::uuid[], $14::uuid[], $15::text[], $16::text[]) as t(id, workspace_id, key, created_by)
    where ${isWanted.resource}
    on conflict do nothing
  )
  select n, case when n > 0 then pg_notify('${WORK_CHANNEL}', '') end as notified${fields}
  from (select count(*)::int as n from new_rule_events) c`;

const STORE_SQL = storeSql(
  `input as (
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
      as t(id, workspace_id, event, resource, resource_id, payload, created_by, created_at)
  )`,
  "",
  { eventType: "true", resource: "true" },
);

/** Stores the batch in one transaction and says how many deliveries it made. */
export async function storeEvents(
  pool: pg.Pool,
  batch: readonly NewEvent[],
  eventTypes: readonly NewCatalogKey[],
  resources: readonly NewCatalogKey[],
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>({
    name: "store-events",
    text: STORE_SQL,
    values: [...eventColumns(batch), ...catalogColumns(eventTypes), ...catalogColumns(resources)],
  });
  return rows[0]?.n ?? 0;
}

export function eventColumns(batch: readonly NewEvent[]) {
  return [
    batch.map((row) => row.id),
    batch.map((row) => row.workspaceId),
    batch.map((row) => row.event),
    batch.map((row) => row.resource),
    batch.map((row) => row.resourceId),
    batch.map((row) => row.payload),
    batch.map((row) => row.createdBy),
    batch.map((row) => row.createdAt),
  ];
}

export function catalogColumns(keys: readonly NewCatalogKey[]) {
  return [
    keys.map((row) => row.id),
    keys.map((row) => row.workspaceId),
    keys.map((row) => row.key),
    keys.map((row) => row.createdBy),
  ];
}
