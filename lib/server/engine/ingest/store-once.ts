import type pg from "pg";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import {
  hasKeys,
  keyValues,
  STORE_PARAMETERS,
  storeValues,
  type NewCatalogKeys,
  type StoreOptions,
} from "./store-events.ts";

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

const PARAMETERS = ["idempotency_keys", "request_workspace_ids", "request_keys", "body_hashes", "answers"] as const;

export const STORE_ONCE = loadStatement(import.meta.dirname, "store-once", [...STORE_PARAMETERS.plain, ...PARAMETERS]);
export const STORE_ONCE_WITH_KEYS = loadStatement(import.meta.dirname, "store-once-with-keys", [
  ...STORE_PARAMETERS.withKeys,
  ...PARAMETERS,
]);
export const FIND_FIRST_ANSWERS = loadStatement(import.meta.dirname, "find-first-answers", ["workspace_ids", "keys"]);

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
  options: StoreOptions,
): Promise<StoredOnce> {
  const keyed = batch.flatMap((request) => request.events.map((event) => ({ event, key: request.key })));
  const values = {
    ...storeValues(
      keyed.map(({ event }) => event),
      options,
    ),
    idempotency_keys: keyed.map(({ key }) => key),
    request_workspace_ids: batch.map((request) => request.workspaceId),
    request_keys: batch.map((request) => request.key),
    body_hashes: batch.map((request) => request.bodyHash),
    answers: batch.map((request) => request.answer),
  };
  const { rows } = await pool.query<{ connections: string[] | null; claimed: Claimed[]; wide: Claimed[] }>(
    hasKeys(catalog)
      ? STORE_ONCE_WITH_KEYS.prepared({ ...values, ...keyValues(catalog) })
      : STORE_ONCE.prepared(values),
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
  const { rows } = await pool.query<Claimed & FirstAnswer>(
    FIND_FIRST_ANSWERS.prepared({
      workspace_ids: keys.map(({ workspaceId }) => workspaceId),
      keys: keys.map(({ key }) => key),
    }),
  );
  return new Map(rows.map((row) => [nameOf(row), row]));
}

export function nameOf({ workspaceId, key }: Claimed): string {
  return `${workspaceId} ${key}`;
}
