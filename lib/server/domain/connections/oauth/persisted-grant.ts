import { eq } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import type { connections } from "#lib/server/db/schema/connections.ts";
import { oauthTokens } from "#lib/server/db/schema/oauth.ts";
import type { ConnectionsApp } from "../context.ts";
import type { UnusedGrant } from "./disconnect-grant.ts";
import type { OAuthDestination } from "./oauth-destination.ts";
import { openTokens } from "./stored-tokens.ts";

type Row = Pick<typeof connections.$inferSelect, "id" | "metadata">;

/** The tokens of a connection that is about to lose them, to be taken back; undefined when they do not open. */
export async function openPersistedGrant(
  db: Queryable,
  { sealer, log }: Pick<ConnectionsApp, "sealer" | "log">,
  destination: OAuthDestination,
  { id, metadata }: Row,
): Promise<UnusedGrant | undefined> {
  const [row] = await db.select().from(oauthTokens).where(eq(oauthTokens.id, id));
  if (row === undefined) return undefined;
  try {
    const tokens = await openTokens(sealer, id, row.tokensSealed);
    const grant = { accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
    return { destination, grant, metadata: { ...metadata, ...tokens.captured }, connectionId: id };
  } catch (error) {
    log.error({ err: error, connection: id }, "Tokens did not open: they cannot be taken back at the provider");
    return undefined;
  }
}
