import { setTimeout as delay } from "node:timers/promises";
import { eq, and, sql } from "drizzle-orm";
import type { Transaction, Queryable } from "#lib/server/db/database.ts";
import { isDatabaseUnavailable, isTransientConflict } from "#lib/server/db/pg-error.ts";
import { oauthTokens } from "#lib/server/db/schema/connections.ts";
import { loaded, refused, type Fault, type Loaded } from "#lib/server/providers/kit/fault.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import type { ConnectionsApp } from "../context.ts";
import { deactivateConnection, saveCaptured } from "./deactivate-connection.ts";
import { optionsIn } from "./endpoints.ts";
import {
  openTokens,
  lockTokenRow,
  readTokenRow,
  type TokenRow,
  tokenTimes,
  sealTokens,
  type StoredTokens,
} from "./stored-tokens.ts";
import { refreshGrant, type Granted } from "./token-endpoint.ts";

export type RenewDeps = Pick<ConnectionsApp, "db" | "sealer" | "egress" | "env" | "destinations" | "log">;

/** No provider takes longer for a token, and while it does others wait for the lock. */
const PROVIDER_MS_MAX = 10_000;
/** For storing what the provider answered. */
const STORING_MS = 3_000;
/** A node that dies without a word loses the lock after this. */
const HOLD_MS = 30_000;

export const renewalTimeoutMs = ({ deliveryTimeoutMs }: RenewDeps["env"]) =>
  Math.min(deliveryTimeoutMs, PROVIDER_MS_MAX);

export const NO_ACCESS = "The connection no longer has access";

/**
 * Renews the tokens that `seen` were sealed in, once over all nodes: under a lock on their row, and only when they are
 * still the ones in force. Whoever gets the lock second finds the newer ones. Answers the tokens in force, stored
 * already; a refusal that is final has switched the connection off.
 */
export async function renewTokens(deps: RenewDeps, connectionId: string, seen: string): Promise<Loaded<TokenRow>> {
  const held: { renewal?: Renewal } = {};
  const result = await underLock(deps, connectionId, seen, held).catch(async (error: unknown) => {
    if (held.renewal === undefined) throw error;
    await keepRenewed(deps, held.renewal);
    return loaded(undefined);
  });
  if (result.ok && held.renewal !== undefined) await announce(deps, held.renewal);
  if (!result.ok && isFinal(result.fault)) {
    const why = result.fault.class === "auth_revoked" ? "revoked" : "expired";
    await deactivateConnection(deps, { connectionId, sealed: seen }, why);
  }
  const row = await readTokenRow(deps.db, connectionId);
  if (row === undefined) return refused("auth_failed", NO_ACCESS);
  // Somebody connected again while the old access was refused.
  return result.ok || row.sealed !== seen ? loaded(row) : result;
}

const isFinal = (fault: Fault) => fault.class !== "transient" && fault.class !== "rate_limited";

function underLock(
  deps: RenewDeps,
  connectionId: string,
  seen: string,
  held: { renewal?: Renewal },
): Promise<Loaded<undefined>> {
  const waitMs = renewalTimeoutMs(deps.env) + STORING_MS;
  return deps.db.transaction(async (tx) => {
    const row = await lockTokenRow(tx, connectionId, { waitMs, holdMs: HOLD_MS });
    if (row === undefined || row.sealed !== seen) return loaded(undefined);
    const renewal = await askProvider(deps, connectionId, row);
    if (!renewal.ok) {
      if (isFinal(renewal.fault)) await stopIdle(tx, connectionId);
      return renewal;
    }
    held.renewal = renewal.value;
    await renewal.value.write(tx);
    return loaded(undefined);
  });
}

async function askProvider(deps: RenewDeps, connectionId: string, row: TokenRow): Promise<Loaded<Renewal>> {
  const destination = deps.destinations.of(row.type);
  const oauth = destination?.oauth;
  if (destination === undefined || oauth === undefined) throw new Error(`${row.type} does not connect by OAuth`);
  const { name } = destination.integration;
  const old = await openTokens(deps.sealer, connectionId, row.sealed);
  if (!canRenew(oauth, old.refresh_token)) return refused("auth_failed", `${name} no longer accepts the access`);
  const client = {
    name,
    oauth,
    operator: deps.env.providers[row.type] ?? {},
    options: optionsIn(oauth, row.metadata),
    egress: deps.egress,
    log: deps.log,
    timeoutMs: renewalTimeoutMs(deps.env),
  };
  const granted = await refreshGrant(client, old.refresh_token);
  if (!granted.ok) return granted;
  const { captured } = granted.value;
  if (!captured.ok) {
    deps.log.warn({ connection: connectionId, problem: captured.fault.message }, "A renewal named an unusable account");
  }
  return loaded(await toRenewal(deps, { connectionId, oauth, before: row, old }, granted.value));
}

export function canRenew({ refresh }: OAuthDescriptor, refreshToken: string | undefined): refreshToken is string {
  return refresh === "refresh_token" && refreshToken !== undefined;
}

/** A dead refresh token is not kept alive any more. */
async function stopIdle(tx: Transaction, connectionId: string): Promise<void> {
  await tx.update(oauthTokens).set({ idleRefreshAt: null }).where(eq(oauthTokens.id, connectionId));
}

async function announce(deps: RenewDeps, { connectionId, sealed, before, tokens }: Renewal): Promise<void> {
  deps.log.debug({ connection: connectionId }, "An access was renewed");
  const changed = Object.entries(tokens.captured).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before.metadata[key]),
  );
  if (changed.length > 0) await saveCaptured(deps, { connectionId, sealed }, Object.fromEntries(changed));
}

/** A renewal that the provider has made: the old refresh token may be dead, so this must not get lost. */
export type Renewal = { connectionId: string; before: TokenRow; sealed: string; tokens: StoredTokens; write: Write };
type Write = (db: Queryable) => Promise<number>;

/** What the answer leaves out stays as it was: a refresh token that is not rotated, and what is known of the account. */
export async function toRenewal(
  { sealer }: Pick<ConnectionsApp, "sealer">,
  {
    connectionId,
    oauth,
    before,
    old,
  }: { connectionId: string; oauth: OAuthDescriptor; before: TokenRow; old: StoredTokens },
  { grant, captured, requestedAt }: Granted,
): Promise<Renewal> {
  const refreshToken = grant.refreshToken ?? old.refresh_token;
  const tokens: StoredTokens = {
    access_token: grant.accessToken,
    refresh_token: refreshToken,
    captured: { ...old.captured, ...(captured.ok ? captured.value : {}) },
  };
  const sealed = await sealTokens(sealer, connectionId, tokens);
  const write: Write = async (db) => {
    const times = tokenTimes(oauth, { ...grant, refreshToken }, requestedAt);
    const { rowCount } = await db
      .update(oauthTokens)
      .set({ tokensSealed: sealed, version: sql`${oauthTokens.version} + 1`, ...times })
      .where(and(eq(oauthTokens.id, connectionId), eq(oauthTokens.tokensSealed, before.sealed)));
    return rowCount ?? 0;
  };
  return { connectionId, before, sealed, tokens, write };
}

/** How long new tokens are kept for a database that went away while the provider answered. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/** Writes a renewal whose transaction was lost after the provider had answered. Twice is harmless: it is fenced. */
export async function keepRenewed({ db, log }: Pick<ConnectionsApp, "db" | "log">, renewal: Renewal): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await renewal.write(db);
      return;
    } catch (error) {
      const mayPass = isDatabaseUnavailable(error) || isTransientConflict(error);
      if (!mayPass || performance.now() > deadline) {
        log.error({ err: error, connection: renewal.connectionId }, "Renewed tokens could not be stored and are lost");
        throw error;
      }
      await delay(PAUSE_MS);
    }
  }
}
