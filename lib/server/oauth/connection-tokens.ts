import { eq } from "drizzle-orm";
import type { Sealer } from "../auth/sealed-secrets.ts";
import type { Database } from "../db/database.ts";
import { oauthTokens } from "../db/schema/oauth.ts";
import { refused, type Loaded } from "../destinations/fault.ts";
import type { AccessToken, TokenSource } from "../destinations/tokens.ts";
import { openTokens } from "./stored-tokens.ts";

export type ConnectionTokens = { of(connectionId: string): TokenSource };

/** The OAuth tokens of all connections. */
export function createConnectionTokens({ db, sealer }: { db: Database; sealer: Sealer }): ConnectionTokens {
  async function current(connectionId: string): Promise<Loaded<AccessToken>> {
    const [row] = await db.select().from(oauthTokens).where(eq(oauthTokens.id, connectionId));
    if (row === undefined) return refused("auth_failed", "The connection has no access any more");
    const tokens = await openTokens(sealer, connectionId, row.tokensSealed);
    return { ok: true, value: { value: tokens.access_token, version: row.version } };
  }

  return {
    of: (connectionId) => ({
      current: () => current(connectionId),
      renew: () => Promise.resolve(refused("auth_failed", "The provider does not accept the access any more")),
    }),
  };
}
