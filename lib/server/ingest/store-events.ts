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

/**
 * How many event types, and how many resources, a workspace remembers. Later ones are accepted all the same: a key
 * that is public in a browser must not be able to write names without end. Statements that run at the same moment may
 * each go over it by what they carry.
 */
export const CATALOG_KEYS_MAX = 1_000;

type Parts = {
  /** The events to store. */
  candidates: string;
  /** `wide`: what has more than $17 matches and is left for a statement of its own; then whatever `isTaken` needs. */
  wide: string;
  /** Which candidates `c` this statement stores. */
  isTaken: string;
  /** More columns of the one row that is answered. */
  fields: string;
};

// One statement, so one commit: the events, the rule events of the rules that match them in the same snapshot, and the
// wake-up of the workers. The lateral join keeps the match a few index probes per event, however many rules there are,
// and its limit keeps what is found out about a fan-out small.
/** Catalog keys come as $9 to $16, the most deliveries of what is stored as $17 (null: any number). */
export const storeSql = ({ candidates, wide, isTaken, fields }: Parts): string => `
  with candidates as (${candidates}), found as (
    select c.id as event_id, c.workspace_id, c.created_at, m.id as rule_id, m.connection_id, m.type
    from candidates c cross join lateral (
      select r.id, r.connection_id, r.type from rules r
      where r.workspace_id = c.workspace_id and r.event = c.event and r.active and r.deleted_at is null
        and coalesce(r.resource, '') = any (array['', c.resource])
        and coalesce(r.resource_id, '') = any (array['', c.resource_id])
      limit $17::int + 1
    ) m
  ), counts as (
    select event_id, count(*)::int as n from found group by event_id
  ), ${wide}, taken as materialized (
    select c.id from candidates c where ${isTaken}
  ), new_events as (
    insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by, created_at, completed_at)
    select i.id, i.workspace_id, i.event, i.resource, i.resource_id,
      case when c.n is null then 'completed' else 'pending' end, coalesce(c.n, 0),
      i.payload::json, i.created_by, i.created_at, case when c.n is null then i.created_at end
    from candidates i left join counts c on c.event_id = i.id
    where i.id in (select id from taken)
  ), new_rule_events as (
    insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, created_at)
    select meshes_uuidv7(), event_id, workspace_id, connection_id, rule_id, type, 'pending', date_trunc('milliseconds', now()), created_at
    from found where event_id in (select id from taken)
    returning id
  ), ${newCatalogKeys("event_types", "event", 9)}, ${newCatalogKeys("resources", "resource", 13)}
  select n, case when n > 0 then pg_notify('${WORK_CHANNEL}', '') end as notified, ${fields}
  from (select count(*)::int as n from new_rule_events) c`;

/** Remembers keys of taken events while there is room; the parameters from `first` on are the columns of the keys. */
function newCatalogKeys(table: "event_types" | "resources", column: "event" | "resource", first: number): string {
  return `known_${table} as (
    select w.id, (select count(*) from (select from ${table} e where e.workspace_id = w.id limit ${CATALOG_KEYS_MAX}) k) as n
    from (select distinct id from unnest($${first + 1}::uuid[]) as u (id)) w
  ), new_${table} as (
    insert into ${table} (id, workspace_id, key, label, created_by)
    select t.id, t.workspace_id, t.key, t.key, t.created_by
    from (
      select u.*, row_number() over (partition by u.workspace_id order by u.key) as place
      from unnest($${first}::uuid[], $${first + 1}::uuid[], $${first + 2}::text[], $${first + 3}::text[])
        as u (id, workspace_id, key, created_by)
      where exists (
        select from candidates c
        where c.workspace_id = u.workspace_id and c.${column} = u.key and c.id in (select id from taken)
      )
    ) t
    join known_${table} k on k.id = t.workspace_id
    where k.n + t.place <= ${CATALOG_KEYS_MAX}
    order by t.workspace_id, t.key
    on conflict do nothing
  )`;
}

export const STORE_SQL: string = storeSql({
  candidates: `
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
      as t(id, workspace_id, event, resource, resource_id, payload, created_by, created_at)`,
  wide: "wide as (select event_id from counts where n > $17::int)",
  isTaken: "c.id not in (select event_id from wide)",
  fields: "(select coalesce(json_agg(event_id), '[]') from wide) as wide",
});

export type Stored = {
  deliveries: number;
  /** The events that have more matches than allowed. Nothing of them is stored. */
  wide: ReadonlySet<string>;
};

/** Stores the batch in one transaction, but for events that match more than `matchesMax` rules (null: any number). */
export async function storeEvents(
  pool: pg.Pool,
  batch: readonly NewEvent[],
  catalog: { eventTypes: readonly NewCatalogKey[]; resources: readonly NewCatalogKey[] },
  matchesMax: number | null,
): Promise<Stored> {
  const { rows } = await pool.query<{ n: number; wide: string[] }>({
    name: "store-events",
    text: STORE_SQL,
    values: [
      ...eventColumns(batch),
      ...catalogColumns(catalog.eventTypes),
      ...catalogColumns(catalog.resources),
      matchesMax,
    ],
  });
  return { deliveries: rows[0]?.n ?? 0, wide: new Set(rows[0]?.wide) };
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
