import type { OAuthAttempt } from "../../contracts/oauth-attempts.ts";
import type { ServiceContext } from "../app-context.ts";
import { requireAttempt } from "./find-attempt.ts";
import { serializeAttempt } from "./serialize-attempt.ts";

export async function getOAuthAttempt(ctx: ServiceContext, attemptId: string): Promise<OAuthAttempt> {
  return serializeAttempt(ctx.db, await requireAttempt(ctx.db, ctx.scope, attemptId));
}
