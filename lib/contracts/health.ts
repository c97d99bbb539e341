import { z } from "zod";

export const Health = z.object({ status: z.literal("ok"), version: z.string(), uptime_seconds: z.int() });
export type Health = z.infer<typeof Health>;

const Check = z.enum(["ok", "failing"]);

/** A node answers for its own role: without events to take there is no `ingest`, without deliveries no `worker`. */
export const Readiness = z.object({
  status: z.enum(["ready", "not_ready"]),
  checks: z.object({ database: Check, migrations: Check, ingest: Check.optional(), worker: Check.optional() }),
  /** All nodes together: a figure to watch. Null when the database does not say. */
  fleet: z.object({ workers: z.int().nullable() }),
  /** How far the database's clock is ahead of this machine's: corrected, but to be looked after when it is large. */
  clock_offset_ms: z.int(),
  /** Of the embedded database; null when the database is elsewhere. While it is low, new events are refused with 503. */
  disk: z.object({ free_bytes: z.int(), reserve_bytes: z.int(), is_low: z.boolean() }).nullable(),
});
export type Readiness = z.infer<typeof Readiness>;
