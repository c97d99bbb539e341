import type pg from "pg";
import { withStatementLimit } from "#lib/server/db/statement-limits.ts";
import { loadStatement } from "#lib/server/db/statement.ts";

/**
 * A worker that dies takes everything down that it had in flight. From this many losses in a row on, a delivery is taken
 * over alone, in quarantine, so that the one which ends its workers is found out and the others are not blamed for it.
 */
export const QUARANTINE_LOSSES = 2;

/** This many losses in a row, and a delivery is given up. */
export const LOST_LEASES_MAX = 5;

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
