import { LRUCache } from "lru-cache";
import type { AccessToken } from "#lib/server/providers/kit/access.ts";
import { refused, type Loaded, type Refused } from "#lib/server/providers/kit/fault.ts";
import { cached } from "#lib/server/runtime/cache.ts";
import { deactivateConnection } from "./deactivate-connection.ts";
import { renewIdleTokens } from "./renew-idle-tokens.ts";
import { canRenew, NO_ACCESS, type RenewDeps } from "./renew-tokens.ts";
import { createRenewals } from "./renewals.ts";
import { openTokens, type StoredTokens, readTokenRow, type TokenRow } from "./stored-tokens.ts";
import type { ConnectionTokens } from "./tokens-of-connections.ts";

const OPENED_MAX = 2_000;
const OPENED_MS = 60_000;

/** The OAuth tokens of all connections. What is in force is asked of the database each time: a reconnect counts at once. */
export function createConnectionTokens(deps: RenewDeps): ConnectionTokens {
  const { db, sealer } = deps;
  const renewals = createRenewals(deps);
  const opened = new LRUCache<string, Promise<StoredTokens>>({ max: OPENED_MAX, ttl: OPENED_MS });

  const open = (connectionId: string, { sealed }: TokenRow) =>
    cached(opened, sealed, () => openTokens(sealer, connectionId, sealed));

  async function use(connectionId: string, row: TokenRow): Promise<Loaded<AccessToken>> {
    const { access_token: value, captured } = await open(connectionId, row);
    return { ok: true, value: { value, version: row.version, captured } };
  }

  async function renewed(connectionId: string, row: TokenRow): Promise<Loaded<AccessToken>> {
    const result = await renewals.renew(connectionId, row);
    return result.ok ? use(connectionId, result.value) : result;
  }

  async function current(connectionId: string): Promise<Loaded<AccessToken>> {
    const row = await readTokenRow(db, connectionId);
    if (row === undefined) return withoutAccess();
    if (!isEnding(row)) return use(connectionId, row);
    const readAt = performance.now();
    const oauth = deps.destinations.of(row.type)?.oauth;
    const { refresh_token: refreshToken } = await open(connectionId, row);
    const isRenewable = oauth !== undefined && canRenew(oauth, refreshToken);
    if (!isRenewable && isGood(row, 0)) return use(connectionId, row);
    const result = await renewed(connectionId, row);
    const mayPass = !result.ok && (result.fault.class === "transient" || result.fault.class === "rate_limited");
    return mayPass && isGood(row, performance.now() - readAt) ? use(connectionId, row) : result;
  }

  async function renew(connectionId: string, { value }: AccessToken): Promise<Loaded<AccessToken>> {
    const row = await readTokenRow(db, connectionId);
    if (row === undefined) return withoutAccess();
    const tokens = await open(connectionId, row);
    return tokens.access_token === value ? renewed(connectionId, row) : use(connectionId, row);
  }

  async function end(connectionId: string, { value }: AccessToken, why: "expired" | "revoked"): Promise<void> {
    const row = await readTokenRow(db, connectionId);
    if (row === undefined || (await open(connectionId, row)).access_token !== value) return;
    await deactivateConnection(deps, { connectionId, sealed: row.sealed }, why);
  }

  return {
    of: (connectionId) => ({
      current: () => current(connectionId),
      renew: (token) => renew(connectionId, token),
      end: (token, why) => end(connectionId, token, why),
    }),
    renewIdle: () => renewIdleTokens(deps, renewals.renew),
    close: async () => void (await renewals.idle()),
  };
}

const withoutAccess = (): Refused => refused("auth_failed", NO_ACCESS);

const MARGIN_SECONDS = 300;
const MARGIN_OF_LIFE = 0.1;

/**
 * Renewed five minutes before the end, so that one failure or two of the token endpoint are mended before anybody
 * notices; a tenth of the life for tokens so short that five minutes would renew them all the time.
 */
function isEnding({ secondsLeft, lifeSeconds }: TokenRow): boolean {
  if (secondsLeft === null) return false;
  return secondsLeft <= Math.min(MARGIN_SECONDS, (lifeSeconds ?? 0) * MARGIN_OF_LIFE);
}

function isGood({ secondsLeft }: TokenRow, elapsedMs: number): boolean {
  return secondsLeft === null || secondsLeft > elapsedMs / 1000;
}
