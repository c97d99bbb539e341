import { LRUCache } from "lru-cache";
import { findPgError } from "#lib/server/db/pg-error.ts";
import { refused, type Fault, type Loaded } from "#lib/server/providers/kit/fault.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { renewalTimeoutMs, renewTokens, type RenewDeps } from "./renew-tokens.ts";
import type { TokenRow } from "./stored-tokens.ts";

const CONNECTIONS_MAX = 10_000;
/** A refused renewal is not tried again sooner on this node: a token endpoint that is down is not flooded. */
const PAUSE_MS = 3_000;
const PAUSE_MS_MAX = 300_000;
const LOCK_TIMEOUT = "55P03";

/** The renewals of this node: one at a time for the same tokens, few at a time in all, and none soon after a failure. */
export function createRenewals(deps: RenewDeps) {
  const max = Math.max(1, Math.floor(deps.env.databasePool / 4));
  const slots = createRenewalSlots({ max, perGroup: Math.max(1, Math.ceil(max / 2)) });
  // By the sealed text: what is known of these tokens says nothing about the ones that replace them.
  const underWay = new Map<string, Promise<Loaded<TokenRow>>>();
  const failed = new LRUCache<string, { fault: Fault; until: number }>({ max: CONNECTIONS_MAX, ttl: PAUSE_MS_MAX });

  function renew(connectionId: string, row: TokenRow): Promise<Loaded<TokenRow>> {
    const known = underWay.get(row.sealed);
    if (known !== undefined) return known;
    const failure = recentFailure(row.sealed);
    if (failure !== undefined) return Promise.resolve({ ok: false, fault: failure });
    const renewing = start(connectionId, row).finally(() => underWay.delete(row.sealed));
    underWay.set(row.sealed, renewing);
    return renewing;
  }

  async function start(connectionId: string, { type, sealed }: TokenRow): Promise<Loaded<TokenRow>> {
    const patienceMs = renewalTimeoutMs(deps.env);
    const result = await slots.run(type, patienceMs, () => orBusy(renewTokens(deps, connectionId, sealed)));
    if (result === undefined) return BUSY;
    return result.ok ? result : { ok: false, fault: remembered(sealed, result.fault) };
  }

  function remembered(sealed: string, fault: Fault): Fault {
    const pauseMs = Math.min(Math.max(fault.retryAfterMs ?? 0, PAUSE_MS), PAUSE_MS_MAX);
    failed.set(sealed, { fault, until: clock.nowMs() + pauseMs });
    return { ...fault, retryAfterMs: pauseMs };
  }

  /** With the time that is left, so that no delivery uses up its schedule meanwhile. */
  function recentFailure(sealed: string): Fault | undefined {
    const { fault, until } = failed.get(sealed) ?? {};
    const leftMs = (until ?? 0) - clock.nowMs();
    return fault === undefined || leftMs <= 0 ? undefined : { ...fault, retryAfterMs: leftMs };
  }

  return { renew, idle: () => Promise.allSettled(underWay.values()) };
}

const BUSY = refused("transient", "The access could not be renewed in time: others are being renewed", {
  transport: "timeout",
});

function orBusy(renewing: Promise<Loaded<TokenRow>>): Promise<Loaded<TokenRow>> {
  return renewing.catch((error: unknown) => {
    if (findPgError(error)?.code === LOCK_TIMEOUT) return BUSY;
    throw error;
  });
}

type Waiting = { group: string; start: () => void };

/**
 * How many renewals run at once: each holds a database connection while its provider answers. One group (a provider)
 * never takes all, so that a provider that hangs does not keep the others waiting.
 */
export function createRenewalSlots({ max, perGroup }: { max: number; perGroup: number }) {
  const running = new Map<string, number>();
  let queue: Waiting[] = [];
  let total = 0;

  const countRunning = (group: string) => running.get(group) ?? 0;
  const isFree = (group: string) => total < max && countRunning(group) < perGroup;

  function change(group: string, by: 1 | -1): void {
    total += by;
    running.set(group, countRunning(group) + by);
  }

  function next(): void {
    const waiting = queue.find(({ group }) => isFree(group));
    if (waiting === undefined) return;
    queue = queue.filter((item) => item !== waiting);
    change(waiting.group, 1);
    waiting.start();
  }

  /** False when there was no place in time. */
  function enter(group: string, patienceMs: number): Promise<boolean> {
    if (isFree(group)) {
      change(group, 1);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const waiting: Waiting = { group, start: () => finish(true) };
      const timer = setTimeout(() => {
        queue = queue.filter((item) => item !== waiting);
        finish(false);
      }, patienceMs);
      const finish = (isEntered: boolean) => {
        clearTimeout(timer);
        resolve(isEntered);
      };
      queue.push(waiting);
    });
  }

  return {
    /** Undefined when there was no place in time. */
    run: async <T>(group: string, patienceMs: number, work: () => Promise<T>): Promise<T | undefined> => {
      if (!(await enter(group, patienceMs))) return undefined;
      try {
        return await work();
      } finally {
        change(group, -1);
        next();
      }
    },
  };
}
