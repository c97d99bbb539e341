import type pg from "pg";
import { withStatementLimit } from "#lib/server/db/statement-limits.ts";
import { loadStatement } from "#lib/server/db/statement.ts";

const RENEW_LEASES = loadStatement(import.meta.dirname, "renew-leases", ["lease_seconds", "ids", "lease_token"]);

/** A connection that went silent must be noticed while there is time to renew the leases over another one. */
const limitMs = (leaseMs: number) => Math.max(1_000, leaseMs / 4);

/** Extends the leases of attempts that take longer than one. */
export async function renewLeases(
  pool: pg.Pool,
  leaseToken: string,
  leaseMs: number,
  ids: readonly string[],
): Promise<void> {
  await withStatementLimit(limitMs(leaseMs), () =>
    pool.query(RENEW_LEASES.prepared({ lease_seconds: leaseMs / 1000, ids, lease_token: leaseToken })),
  );
}
