import type { OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import type { ConnectionsApp } from "../context.ts";
import type { AuthorizationRow } from "./authorization-row.ts";
import { failAuthorization, oauthProblem } from "./authorization-states.ts";
import { findAuthorization } from "./find-authorization.ts";
import { identifyAccount } from "./identify-account.ts";
import { createOAuthClient, buildRedirectUri, requireOAuth } from "./oauth-destination.ts";
import { consumeOpening, belongsToBrowser } from "./openings.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { settleAuthorization } from "./settle-authorization.ts";
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
 * this browser has begun. One that was finished before is only answered: its state works once, and what comes late
 * changes nothing.
 */
export async function finishAuthorization(app: ConnectionsApp, callBack: CallBack): Promise<string | undefined> {
  const { state = "" } = callBack;
  const row = await findAuthorization(app.db, state.split(".")[0] ?? "");
  if (row === undefined || row.type !== callBack.type) return undefined;
  const browser = callBack.browserOf(row.id);
  if (browser === undefined || !(await belongsToBrowser(app.db, row.id, browser))) return undefined;
  const opening = await consumeOpening(app.db, app.sealer, { attemptId: row.id, state, browser });
  if (opening === undefined) return row.id;
  const problem = readRefusal(app, row, callBack) ?? (await connect(app, row, callBack.code ?? "", opening.verifier));
  if (problem !== undefined) await failAuthorization(app.db, row.id, problem, ["at_provider"]);
  return row.id;
}

function readRefusal(app: ConnectionsApp, { type }: AuthorizationRow, callBack: CallBack): OAuthProblem | undefined {
  const { error, errorDescription, code } = callBack;
  const { name } = requireOAuth(app, type).integration;
  if (error !== undefined) return oauthProblem(error, errorDescription || `${name} gave no access.`);
  if (code !== undefined && code !== "") return undefined;
  return { code: "invalid_callback", message: `${name} sent neither an access code nor a reason.` };
}

/** Puts the account where it belongs, or says why that was not possible. */
async function connect(
  app: ConnectionsApp,
  row: AuthorizationRow,
  code: string,
  verifier: string | undefined,
): Promise<OAuthProblem | undefined> {
  const destination = requireOAuth(app, row.type);
  const client = createOAuthClient(app, destination, row.options);
  const granted = await exchangeCode(client, { code, redirectUri: buildRedirectUri(app, row.type), verifier });
  if (!granted.ok) {
    const { code: said, class: faultClass, message } = granted.fault;
    return oauthProblem(said ?? faultClass, message);
  }
  const identified = await identifyAccount(app, destination, row, granted.value);
  if (!identified.ok) {
    await revokeGrant(app, destination, { granted: granted.value }, row.options);
    return identified.problem;
  }
  await settleAuthorization(app, row, { destination, held: { granted: granted.value, account: identified.account } });
  return undefined;
}
