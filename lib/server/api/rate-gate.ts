import type { Principal } from "../app-context.ts";
import { AppError } from "../errors.ts";
import type { Admit } from "../events/intake.ts";
import type { Bucket, Quota, RateLimits } from "../limits/rate-limits.ts";
import type { Route } from "./route.ts";

export type RateGate = {
  /** Counts the request before its body is read. Throws the 429. */
  enter(): Promise<void>;
  /** Counts the events of an ingest request, once their workspaces are known. Throws the 429. */
  admit: Admit;
  /** What the answer says, when anything was counted. */
  headers(): Readonly<Record<string, string>>;
};

/** Counts one request of a known caller. */
export function createRateGate(limits: RateLimits, principal: Principal, route: Route): RateGate {
  const events = new Map<string, number>();
  let quota: Quota | undefined;

  async function take(bucket: Bucket, key: string, cost: number): Promise<void> {
    const found = await limits.take(bucket, key, cost);
    quota = found?.retrySeconds === undefined ? tighter(quota, found) : found;
    if (found?.retrySeconds === undefined) return;
    // No event of a refused request is accepted, so none counts.
    await Promise.all([...events].map(([workspaceId, count]) => limits.giveBack("ingest", workspaceId, count)));
    throw new AppError("too_many_requests", `At most ${found.limit} at once: try again in ${found.retrySeconds} s`, {
      headers: { "Retry-After": String(found.retrySeconds) },
    });
  }

  async function takeEvents(workspaceId: string, count: number): Promise<void> {
    const counted = events.get(workspaceId) ?? 0;
    if (count <= counted) return;
    await take("ingest", workspaceId, count - counted);
    events.set(workspaceId, count);
  }

  return {
    enter: async () => {
      const { kind, scope } = principal;
      if (kind === "session") await take("session", principal.session.id, 1);
      else if (route.isIngest && kind === "publishable") await takeEvents(principal.scope.workspaceId, 1);
      else if (!route.isIngest && kind === "machine") {
        await take(route.bucket ?? "management", scope.organizationId, 1);
      }
    },
    admit: async (counts) => {
      for (const [workspaceId, count] of counts) await takeEvents(workspaceId, count);
    },
    headers: () => (quota === undefined ? {} : toHeaders(quota)),
  };
}

function tighter(a: Quota | undefined, b: Quota | undefined): Quota | undefined {
  return a === undefined || (b !== undefined && b.remaining <= a.remaining) ? b : a;
}

function toHeaders({ limit, remaining, resetSeconds }: Quota): Record<string, string> {
  return {
    "RateLimit-Limit": String(limit),
    "RateLimit-Remaining": String(remaining),
    "RateLimit-Reset": String(resetSeconds),
  };
}
