import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { ConnectionsContext } from "../context.ts";
import { moveAuthorization, requireMoved } from "./authorization-states.ts";
import { isOpen, requireAuthorization, currentStatus } from "./find-authorization.ts";
import { requireOAuth } from "./oauth-destination.ts";
import { openPendingGrant } from "./pending-grant.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { serializeAuthorization } from "./serialize-authorization.ts";

/** Gives the attempt up; what was granted already is taken back at the provider. Repeating it changes nothing. */
export async function cancelAuthorization(ctx: ConnectionsContext, attemptId: string): Promise<OAuthAttempt> {
  const { before, row } = await ctx.db.transaction(async (tx) => {
    const before = await requireAuthorization(tx, ctx.scope, attemptId, "for update");
    if (before.status === "canceled") return { before, row: before };
    if (!isOpen(before)) throw new AppError("conflict", `The attempt is over: it is ${currentStatus(before)}`);
    const row = await moveAuthorization(tx, before.id, { to: "canceled", from: [before.status] });
    return { before, row: requireMoved(row, before.id) };
  });
  if (before.grantSealed !== null) {
    const held = await openPendingGrant(ctx.sealer, before.id, before.grantSealed);
    await revokeGrant(ctx, requireOAuth(ctx, before.type), held, before.options);
  }
  return serializeAuthorization(ctx.db, row);
}
