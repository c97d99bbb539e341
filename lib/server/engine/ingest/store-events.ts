import type pg from "pg";
import { WORK_CHANNEL } from "#lib/server/db/notifications.ts";
import type { NewEvent } from "#lib/server/domain/events/context.ts";

/** A catalog key that this process has not seen in the workspace yet. */
export type NewCatalogKey = { id: string; workspaceId: string; key: string; createdBy: string };

/**
 * How many event types, and how many resources, a workspace remembers. Later ones are accepted all the same: a key
 * that is public in a browser must not be able to write names without end. Statements that run at the same moment may
 * each go over it by what they carry.
 */
export const CATALOG_KEYS_MAX = 1_000;

type Parts = {
  /** The events to store. */
  candidates: string;
  /** More relations over `matched` (the candidates, with the `n` rules that each matches), each ending with a comma. */
  relations?: string;
  /** Which rows of this name, of the relation `matched`, are stored. */
  isTaken: (name: string) => string;
  /** More columns of the one row that is answered. */
  fields: string;
  /** The number of the first parameter for catalog keys. */
  firstKey: number;
};

/** What of a catalog is new: parameters only when there is something, which is seldom. */
export type NewCatalogKeys = { eventTypes: readonly NewCatalogKey[]; resources: readonly NewCatalogKey[] };

/** The statement that stores a batch, without and with new catalog keys. */
export type StoreSql = { plain: string; withKeys: string };

// One statement, so one commit: the events, the rule events of the rules that match them in the same snapshot, and the
// wake-up of the workers. The lateral join keeps the match a few index probes per event, however many rules there are,
// and its limit keeps what is found out about a fan-out small. Most batches are small, so what every statement costs
// counts more than what each row does: rules stand in arrays beside their event, which needs no join to find them again.
/**
 * $1 to $8 are the columns of the events, $9 the most deliveries of what is stored (null: any number), $10 whether the
 * workers of all nodes are woken.
 */
export function storeSql({ candidates, relations = "", isTaken, fields, firstKey }: Parts): StoreSql {
  const sql = (newKeys: string): string => `
  with candidates as (${candidates}), matched as (
    select c.*, m.n, m.rule_ids, m.connection_ids, m.types
    from candidates c cross join lateral (
      select count(*)::int as n, array_agg(r.id) as rule_ids, array_agg(r.connection_id) as connection_ids, array_agg(r.type) as types
      from (
        select id, connection_id, type from rules
        where workspace_id = c.workspace_id and event = c.event and active and deleted_at is null
          and coalesce(resource, '') = any (array['', c.resource])
          and coalesce(resource_id, '') = any (array['', c.resource_id])
        limit $9::int + 1
      ) r
    ) m
  ), ${relations} new_events as (
    insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by, created_at, completed_at)
    select i.id, i.workspace_id, i.event, i.resource, i.resource_id,
      case when i.n = 0 then 'completed' else 'pending' end, i.n,
      i.payload::json, i.created_by, i.created_at, case when i.n = 0 then i.created_at end
    from matched i where ${isTaken("i")}
  ), new_rule_events as (
    insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at, created_at)
    select meshes_uuidv7(), i.id, i.workspace_id, r.connection_id, r.rule_id, r.type, 'pending', date_trunc('milliseconds', now()), i.created_at
    from matched i cross join lateral unnest(i.rule_ids, i.connection_ids, i.types) as r (rule_id, connection_id, type)
    where ${isTaken("i")}
    returning connection_id
  )${newKeys}
  select connections, case when connections is not null and $10 then pg_notify('${WORK_CHANNEL}', '') end as notified, ${fields}
  from (select array_agg(distinct connection_id) as connections from new_rule_events) c`;
  return {
    plain: sql(""),
    withKeys: sql(`,
      ${newCatalogKeys("event_types", "event", firstKey, isTaken)},
      ${newCatalogKeys("resources", "resource", firstKey + 4, isTaken)}`),
  };
}

/** Remembers keys of taken events while there is room; the parameters from `first` on are the columns of the keys. */
function newCatalogKeys(
  table: "event_types" | "resources",
  column: "event" | "resource",
  first: number,
  isTaken: Parts["isTaken"],
): string {
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
        select from matched c where c.workspace_id = u.workspace_id and c.${column} = u.key and ${isTaken("c")}
      )
    ) t
    join known_${table} k on k.id = t.workspace_id
    where k.n + t.place <= ${CATALOG_KEYS_MAX}
    order by t.workspace_id, t.key
    on conflict do nothing
  )`;
}

/** The statement for these keys: `name` is that of the plain one as a prepared statement. */
export function storeQuery(
  name: string,
  sql: StoreSql,
  values: readonly unknown[],
  { eventTypes, resources }: NewCatalogKeys,
): pg.QueryConfig {
  if (eventTypes.length === 0 && resources.length === 0) return { name, text: sql.plain, values: [...values] };
  const keys = [...catalogColumns(eventTypes), ...catalogColumns(resources)];
  return { name: `${name}-with-keys`, text: sql.withKeys, values: [...values, ...keys] };
}

export const STORE_SQL: StoreSql = storeSql({
  candidates: `
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
      as t(id, workspace_id, event, resource, resource_id, payload, created_by, created_at)`,
  isTaken: (name) => `coalesce(${name}.n <= $9::int, true)`,
  fields: "(select coalesce(json_agg(id), '[]') from matched where n > $9::int) as wide",
  firstKey: 11,
});

export type Stored = {
  /** Those that have new deliveries. */
  connections: readonly string[];
  /** The events that have more matches than allowed. Nothing of them is stored. */
  wide: ReadonlySet<string>;
};

export type StoreOptions = {
  /** The most deliveries of what is stored, null for any number. */
  matchesMax: number | null;
  /** Whether the workers of all nodes are told that there is work. */
  wakesAll: boolean;
};

/** Stores the batch in one transaction, but for events that match more than `matchesMax` rules. */
export async function storeEvents(
  pool: pg.Pool,
  batch: readonly NewEvent[],
  catalog: NewCatalogKeys,
  { matchesMax, wakesAll }: StoreOptions,
): Promise<Stored> {
  const { rows } = await pool.query<{ connections: string[] | null; wide: string[] }>(
    storeQuery("store-events", STORE_SQL, [...eventColumns(batch), matchesMax, wakesAll], catalog),
  );
  return { connections: rows[0]?.connections ?? [], wide: new Set(rows[0]?.wide) };
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

function catalogColumns(keys: readonly NewCatalogKey[]) {
  return [
    keys.map((row) => row.id),
    keys.map((row) => row.workspaceId),
    keys.map((row) => row.key),
    keys.map((row) => row.createdBy),
  ];
}
