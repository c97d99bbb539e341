import { setTimeout as delay } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { isDatabaseUnavailable, isTransientConflict } from "#lib/server/db/pg-error.ts";
import { oauthTokens } from "#lib/server/db/schema/oauth.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import type { ConnectionsApp } from "../context.ts";
import { tokenTimes } from "./persist-tokens.ts";
import { sealTokens, type StoredTokens } from "./stored-tokens.ts";
import type { Granted } from "./token-endpoint.ts";
import type { TokenRow } from "./token-rows.ts";

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
