import type pg from "pg";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import { eventColumns, storeQuery, storeSql, type NewCatalogKeys, type StoreOptions } from "./store-events.ts";

/** How long a key belongs to its first request. */
export const KEY_HOURS = 24;

/** A request with an Idempotency-Key: what it stores and what it answers. `answer` is JSON text. */
export type KeyedRequest = {
  workspaceId: string;
  key: string;
  bodyHash: string;
  events: readonly NewEvent[];
  answer: string;
};

export type FirstAnswer = { bodyHash: string; answer: unknown };

// The keys are claimed by the same statement, so they exist if and only if their events do, whatever happens when. A
// key that another node is storing in this moment is not waited for: its lock is taken, and the caller is told.
const STORE_ONCE_SQL = storeSql({
  candidates: `
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $11::text[])
      as t(id, workspace_id, event, resource, resource_id, payload, created_by, created_at, idempotency_key)`,
  relations: `wide as (
    select workspace_id, idempotency_key as key from matched group by 1, 2 having sum(n) > $9::int
  ), claimed as (
    insert into idempotency_keys as k (workspace_id, key, body_hash, answer)
    select t.workspace_id, t.key, t.body_hash, t.answer::json
    from unnest($12::uuid[], $13::text[], $14::text[], $15::text[]) as t(workspace_id, key, body_hash, answer)
    where (t.workspace_id, t.key) not in (select workspace_id, key from wide)
      and pg_try_advisory_xact_lock(hashtextextended(t.key, hashtext(t.workspace_id::text)))
    on conflict (workspace_id, key) do update
      set body_hash = excluded.body_hash, answer = excluded.answer, created_at = excluded.created_at
      where k.created_at <= now() - interval '${KEY_HOURS} hours'
    returning k.workspace_id, k.key
  ),`,
  isTaken: (name) => `(${name}.workspace_id, ${name}.idempotency_key) in (select workspace_id, key from claimed)`,
  fields: `
    (select coalesce(json_agg(json_build_object('workspaceId', workspace_id, 'key', key)), '[]') from claimed) as claimed,
    (select coalesce(json_agg(json_build_object('workspaceId', workspace_id, 'key', key)), '[]') from wide) as wide`,
  firstKey: 16,
});

type Claimed = Pick<KeyedRequest, "workspaceId" | "key">;

type StoredOnce = { connections: readonly string[]; stored: KeyedRequest[]; wide: KeyedRequest[] };

/**
 * Stores the requests whose key is free, in one transaction, and says which those are; not those that make more than
 * `matchesMax` deliveries. No two of a batch may have the same key.
 */
export async function storeOnce(
  pool: pg.Pool,
  batch: readonly KeyedRequest[],
  catalog: NewCatalogKeys,
  { matchesMax, wakesAll }: StoreOptions,
): Promise<StoredOnce> {
  const keyed = batch.flatMap((request) => request.events.map((event) => ({ event, key: request.key })));
  const values = [
    ...eventColumns(keyed.map(({ event }) => event)),
    matchesMax,
    wakesAll,
    keyed.map(({ key }) => key),
    batch.map((request) => request.workspaceId),
    batch.map((request) => request.key),
    batch.map((request) => request.bodyHash),
    batch.map((request) => request.answer),
  ];
  const { rows } = await pool.query<{ connections: string[] | null; claimed: Claimed[]; wide: Claimed[] }>(
    storeQuery("store-once", STORE_ONCE_SQL, values, catalog),
  );
  const named = (names: readonly Claimed[] | undefined) => {
    const wanted = new Set(names?.map(nameOf));
    return batch.filter((request) => wanted.has(nameOf(request)));
  };
  return { connections: rows[0]?.connections ?? [], stored: named(rows[0]?.claimed), wide: named(rows[0]?.wide) };
}

/** What the first requests with these keys were answered; a key that is being stored elsewhere has no answer yet. */
export async function findFirstAnswers(pool: pg.Pool, keys: readonly Claimed[]): Promise<Map<string, FirstAnswer>> {
  if (keys.length === 0) return new Map();
  const { rows } = await pool.query<Claimed & FirstAnswer>({
    name: "find-first-answers",
    text: `
      select k.workspace_id as "workspaceId", k.key, k.body_hash as "bodyHash", k.answer
      from unnest($1::uuid[], $2::text[]) as t(workspace_id, key)
      join idempotency_keys k using (workspace_id, key)
      where k.created_at > now() - interval '${KEY_HOURS} hours'`,
    values: [keys.map(({ workspaceId }) => workspaceId), keys.map(({ key }) => key)],
  });
  return new Map(rows.map((row) => [nameOf(row), row]));
}

export function nameOf({ workspaceId, key }: Claimed): string {
  return `${workspaceId} ${key}`;
}
