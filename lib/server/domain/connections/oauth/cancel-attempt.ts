import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { ConnectionsContext } from "../context.ts";
import { moveAttempt, requireMoved } from "./attempt-states.ts";
import { isOpen, requireAttempt, currentStatus } from "./find-attempt.ts";
import { giveBack } from "./give-back.ts";
import { openHeld } from "./held-grant.ts";
import { requireOAuth } from "./oauth-destination.ts";
import { serializeAttempt } from "./serialize-attempt.ts";

/** Gives the attempt up; what was granted already is taken back at the provider. Repeating it changes nothing. */
export async function cancelOAuthAttempt(ctx: ConnectionsContext, attemptId: string): Promise<OAuthAttempt> {
  const { before, row } = await ctx.db.transaction(async (tx) => {
    const before = await requireAttempt(tx, ctx.scope, attemptId, "for update");
    if (before.status === "canceled") return { before, row: before };
    if (!isOpen(before)) throw new AppError("conflict", `The attempt is over: it is ${currentStatus(before)}`);
    const row = await moveAttempt(tx, before.id, { to: "canceled", from: [before.status] });
    return { before, row: requireMoved(row, before.id) };
  });
  if (before.grantSealed !== null) {
    const held = await openHeld(ctx.sealer, before.id, before.grantSealed);
    await giveBack(ctx, requireOAuth(ctx, before.type), held, before.options);
  }
  return serializeAttempt(ctx.db, row);
}
