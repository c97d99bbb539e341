import type pg from "pg";
import type { Principal } from "#lib/server/domain/tenancy/index.ts";

/** Who opened a stream: a session, or a machine key. */
export type StreamCaller = { kind: "session" | "machine"; id: string };

export function toStreamCaller(principal: Principal): StreamCaller {
  return principal.kind === "session"
    ? { kind: "session", id: principal.session.id }
    : { kind: "machine", id: principal.actor };
}

/** The callers that may no longer call. */
export async function findRevoked(pool: pg.Pool, callers: readonly StreamCaller[]): Promise<Set<string>> {
  const idsOfKind = (kind: StreamCaller["kind"]) =>
    callers.filter((caller) => caller.kind === kind).map(({ id }) => id);
  const { rows } = await pool.query<{ id: string }>(
    `select id from sessions where id = any($1::text[]) and revoked_at is null
     union all
     select access_key from machine_keys where access_key = any($2::text[]) and revoked_at is null`,
    [idsOfKind("session"), idsOfKind("machine")],
  );
  const active = new Set(rows.map(({ id }) => id));
  return new Set(callers.map(({ id }) => id).filter((id) => !active.has(id)));
}
