import type pg from "pg";
import type { Env } from "#lib/server/runtime/env.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { Stopper } from "#lib/server/runtime/stopper.ts";
import { createMemoryBuckets } from "./memory-buckets.ts";
import { createPostgresBuckets } from "./postgres-buckets.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import { joinWebNodes, type WebNodes } from "./web-nodes.ts";

export type StartedRateLimits = { limits: RateLimits | undefined; nodes: WebNodes | undefined };

/** The limits of the API as they are set; none when all of them are switched off. */
export async function startRateLimits(
  { env, log, pool }: { env: Env; log: Log; pool: pg.Pool },
  stopper: Stopper,
): Promise<StartedRateLimits> {
  const isOff = Object.values(env.rateLimits).every((limit) => limit === undefined);
  if (isOff || env.role === "worker") return { limits: undefined, nodes: undefined };
  const nodes = await joinWebNodes(pool, log);
  stopper.add("web node", () => nodes.stop());
  const isShared = { memory: () => false, postgres: () => true, auto: () => !nodes.isAlone() }[env.rateLimitStore];
  const limits = createRateLimits({
    limits: env.rateLimits,
    memory: createMemoryBuckets(),
    shared: createPostgresBuckets(pool, log),
    isShared,
  });
  return { limits, nodes };
}
