import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import type { ConnectionsContext } from "../context.ts";
import { requireAttempt } from "./find-attempt.ts";
import { serializeAttempt } from "./serialize-attempt.ts";

export async function getOAuthAttempt(ctx: ConnectionsContext, attemptId: string): Promise<OAuthAttempt> {
  return serializeAttempt(ctx.db, await requireAttempt(ctx.db, ctx.scope, attemptId));
}
