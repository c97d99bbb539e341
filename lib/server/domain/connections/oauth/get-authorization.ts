import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import type { ConnectionsContext } from "../context.ts";
import { requireAuthorization } from "./find-authorization.ts";
import { serializeAuthorization } from "./serialize-authorization.ts";

export async function getAuthorization(ctx: ConnectionsContext, attemptId: string): Promise<OAuthAttempt> {
  return serializeAuthorization(ctx.db, await requireAuthorization(ctx.db, ctx.scope, attemptId));
}
