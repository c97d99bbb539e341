import { and, eq, gt } from "drizzle-orm";
import type { OAuthProblem } from "../../contracts/oauth-attempts.ts";
import type { AppContext } from "../app-context.ts";
import { oauthAttempts } from "../db/schema/oauth.ts";
import { failAttempt, problemOf } from "./change-attempt.ts";
import { findAttempt, type AttemptRow } from "./find-attempt.ts";
import { giveBack } from "./give-back.ts";
import { identifyAccount } from "./identify-account.ts";
import { oauthClientOf, redirectUriOf, requireOAuth } from "./oauth-destination.ts";
import { hashOf, isSecretOf } from "./one-time-secret.ts";
import { settleAttempt } from "./settle-attempt.ts";
import { exchangeCode } from "./token-endpoint.ts";

/** What the provider sent the browser back with. */
export type CallBack = {
  type: string;
  state: string | undefined;
  code: string | undefined;
  error: string | undefined;
  errorDescription: string | undefined;
  /** The secret of the browser that opened the start page of this attempt. */
  browserOf: (attemptId: string) => string | undefined;
};

/**
 * Finishes the attempt that the call-back belongs to, and answers its id. Undefined for what belongs to no attempt that
 * this browser has begun. One that was finished before is only answered: its state works once.
 */
export async function finishAttempt(app: AppContext, callBack: CallBack): Promise<string | undefined> {
  const { state = "" } = callBack;
  const row = await findAttempt(app.db, state.split(".")[0] ?? "");
  if (row === undefined || row.type !== callBack.type) return undefined;
  if (!isSecretOf(callBack.browserOf(row.id), row.browserHash)) return undefined;
  const mine = await consumeState(app, row.id, state);
  if (mine === undefined) return row.id;
  const problem = refusalOf(app, mine, callBack);
  if (problem === undefined) await connect(app, mine, callBack.code ?? "");
  else await failAttempt(app.db, mine.id, problem);
  return mine.id;
}

/** In one statement, so that of two call-backs at once only one goes on. */
async function consumeState(app: AppContext, attemptId: string, state: string): Promise<AttemptRow | undefined> {
  const [row] = await app.db
    .update(oauthAttempts)
    .set({ stateHash: null, updatedAt: new Date() })
    .where(
      and(
        eq(oauthAttempts.id, attemptId),
        eq(oauthAttempts.stateHash, hashOf(state)),
        eq(oauthAttempts.status, "at_provider"),
        gt(oauthAttempts.expiresAt, new Date()),
      ),
    )
    .returning();
  return row;
}

function refusalOf(app: AppContext, { type }: AttemptRow, callBack: CallBack): OAuthProblem | undefined {
  const { error, errorDescription, code } = callBack;
  const { name } = requireOAuth(app, type).integration;
  if (error !== undefined) return problemOf(error, errorDescription || `${name} gave no access.`);
  if (code !== undefined && code !== "") return undefined;
  return { code: "invalid_callback", message: `${name} sent neither an access code nor a reason.` };
}

async function connect(app: AppContext, row: AttemptRow, code: string): Promise<void> {
  const destination = requireOAuth(app, row.type);
  const verifier =
    row.verifierSealed === null
      ? undefined
      : await app.sealer.open(row.verifierSealed, `oauth_attempts/${row.id}/verifier`);
  const client = oauthClientOf(app, destination, row.options);
  const granted = await exchangeCode(client, { code, redirectUri: redirectUriOf(app, row.type), verifier });
  if (!granted.ok) {
    const { code: said, class: faultClass, message } = granted.fault;
    await failAttempt(app.db, row.id, problemOf(said ?? faultClass, message));
    return;
  }
  const identified = await identifyAccount(app, destination, row, granted.value);
  if (!identified.ok) {
    await failAttempt(app.db, row.id, identified.problem);
    await giveBack(app, destination, { granted: granted.value }, row.options);
    return;
  }
  await settleAttempt(app, row, { destination, held: { granted: granted.value, account: identified.account } });
}
