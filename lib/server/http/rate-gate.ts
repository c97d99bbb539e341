import type { Admit } from "#lib/server/domain/events/context.ts";
import type { Principal } from "#lib/server/domain/tenancy/principal.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { Bucket } from "#lib/server/runtime/rate-limit.ts";
import type { Quota, RateLimits } from "./limits/rate-limits.ts";
import type { Route } from "./route.ts";

const KIB = 1024;

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
  const taken = { ingest: new Map<string, number>(), ingestKib: new Map<string, number>() };
  let quota: Quota | undefined;

  async function take(bucket: Bucket, key: string, cost: number): Promise<void> {
    const found = await limits.take(bucket, key, cost);
    if (found?.retrySeconds === undefined) {
      // What an answer says is about requests and events; bytes are told of when they are the reason of a refusal.
      if (bucket !== "ingestKib") quota = tighter(quota, found);
      return;
    }
    quota = found;
    await giveBack();
    const unit = bucket === "ingestKib" ? " KiB" : "";
    throw new AppError(
      "too_many_requests",
      `At most ${found.limit}${unit} at once: try again in ${found.retrySeconds} s`,
      { headers: { "Retry-After": String(found.retrySeconds) } },
    );
  }

  /** No event of a refused request is accepted, so none counts. */
  async function giveBack(): Promise<void> {
    for (const bucket of ["ingest", "ingestKib"] as const) {
      await Promise.all([...taken[bucket]].map(([workspaceId, count]) => limits.refund(bucket, workspaceId, count)));
    }
  }

  async function takeForWorkspace(bucket: keyof typeof taken, workspaceId: string, count: number): Promise<void> {
    const counted = taken[bucket].get(workspaceId) ?? 0;
    if (count <= counted) return;
    await take(bucket, workspaceId, count - counted);
    taken[bucket].set(workspaceId, count);
  }

  return {
    enter: async () => {
      const { kind, scope } = principal;
      if (kind === "session") await take("session", principal.session.id, 1);
      else if (route.isIngest && kind === "publishable") {
        await takeForWorkspace("ingest", principal.scope.workspaceId, 1);
      } else if (!route.isIngest && kind === "machine") {
        await take(route.bucket ?? "management", scope.organizationId, 1);
      }
    },
    admit: async (sizes) => {
      for (const [workspaceId, { events, bytes }] of sizes) {
        await takeForWorkspace("ingest", workspaceId, events);
        await takeForWorkspace("ingestKib", workspaceId, Math.ceil(bytes / KIB));
      }
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
