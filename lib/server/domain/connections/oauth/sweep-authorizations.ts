import { and, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { oauthAttempts } from "#lib/server/db/schema/connections.ts";
import type { ConnectionsApp } from "../context.ts";
import { type AuthorizationRow, moveAuthorization } from "./authorization-states.ts";
import { type DisconnectDeps, openPendingGrant, revokeGrant } from "./grants.ts";
import { requireOAuth } from "./oauth-destination.ts";

export type SweepDeps = DisconnectDeps & Pick<ConnectionsApp, "sealer" | "destinations">;

/** How long the result of an attempt can be read after its end. */
const KEPT_HOURS = 24;
const GRANTS_MAX = 10;
const BATCH = 500;

/** Takes back what nobody has decided about in time, and deletes attempts that nobody asks for any more. */
export async function sweepAuthorizations(app: SweepDeps): Promise<"more" | "idle"> {
  const expired = await app.db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(oauthAttempts)
      .where(and(isNotNull(oauthAttempts.grantSealed), lte(oauthAttempts.expiresAt, sql`now()`)))
      .limit(GRANTS_MAX)
      .for("update", { skipLocked: true });
    for (const { id, status } of rows) await moveAuthorization(tx, id, { to: "expired", from: [status] });
    return rows;
  });
  for (const row of expired) await takeBack(app, row);
  const old = app.db
    .select({ id: oauthAttempts.id })
    .from(oauthAttempts)
    .where(lte(oauthAttempts.expiresAt, sql`now() - make_interval(hours => ${KEPT_HOURS})`))
    .limit(BATCH);
  const { rowCount } = await app.db.delete(oauthAttempts).where(inArray(oauthAttempts.id, old));
  return expired.length === GRANTS_MAX || rowCount === BATCH ? "more" : "idle";
}

async function takeBack(app: SweepDeps, { id, type, grantSealed, options }: AuthorizationRow): Promise<void> {
  if (grantSealed === null) return;
  try {
    await revokeGrant(app, requireOAuth(app, type), await openPendingGrant(app.sealer, id, grantSealed), options);
  } catch (error) {
    app.log.error({ err: error, attempt: id }, "A grant that nobody confirmed was not revoked");
  }
}
