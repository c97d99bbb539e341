import type pg from "pg";
import { withStatementLimit } from "#lib/server/db/statement-limits.ts";

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
    pool.query({
      name: "renew-leases",
      text: `update rule_events set due_at = now() + make_interval(secs => $1) where id in (
        select id from rule_events where id = any($2::uuid[]) and lease_token = $3 and status = 'processing' order by id for update)`,
      values: [leaseMs / 1000, ids, leaseToken],
    }),
  );
}
