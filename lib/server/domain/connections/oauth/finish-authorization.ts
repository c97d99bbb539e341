import type { OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import type { Account } from "#lib/server/providers/contract.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { ConnectionsApp } from "../context.ts";
import {
  type AuthorizationRow,
  failAuthorization,
  oauthProblem,
  isSessionAlive,
  SESSION_ENDED,
} from "./authorization-states.ts";
import { connectAccount, unused, type Settled, type Settling, readAfterConnect } from "./connect-account.ts";
import { revokeGrant, grantedAccess } from "./grants.ts";
import { createOAuthClient, buildRedirectUri, requireOAuth, type OAuthDestination } from "./oauth-destination.ts";
import { consumeOpening, belongsToBrowser } from "./openings.ts";
import { findAuthorization, lockAuthorization } from "./read-authorizations.ts";
import { reconnectAccount } from "./reconnect-account.ts";
import { exchangeCode, type Granted } from "./token-endpoint.ts";

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

/**
 * Puts what was granted where it belongs, all at once or not at all. A grant that finds no place, because the attempt
 * was canceled or its session ended meanwhile, is taken back at the provider.
 */
export async function settleAuthorization(
  app: ConnectionsApp,
  { id, options }: Pick<AuthorizationRow, "id" | "options">,
  { destination, held }: Pick<Settling, "destination" | "held">,
): Promise<void> {
  const settling = { destination, held, sealer: app.sealer };
  const settled = await app.db
    .transaction((tx) => settle(tx, settling, id))
    .catch(async (error: unknown) => {
      await revokeGrant(app, destination, held, options);
      throw error;
    });
  if (settled.kind === "unused") return void (await revokeGrant(app, destination, held, options));
  await app.wakeWorkers();
  await readAfterConnect(app, settled.attempt);
}

async function settle(tx: Transaction, settling: Settling, attemptId: string): Promise<Settled> {
  const attempt = await lockAuthorization(tx, attemptId);
  if (attempt?.status !== "at_provider") return { kind: "unused" };
  if (!(await isSessionAlive(tx, attempt.sessionId))) return unused(tx, attempt, SESSION_ENDED);
  if (!attempt.isReconnect) return connectAccount(tx, settling, attempt);
  return reconnectAccount(tx, settling, attempt, { isAccepted: false });
}

export type Identified = { ok: true; account: Account } | { ok: false; problem: OAuthProblem };

/** Asks the provider, with the new access, whose account it is. */
export async function identifyAccount(
  app: Pick<ConnectionsApp, "egress" | "env" | "log">,
  destination: OAuthDestination,
  { workspaceId, options }: Pick<AuthorizationRow, "workspaceId" | "options">,
  { grant, captured }: Granted,
): Promise<Identified> {
  if (!captured.ok) return { ok: false, problem: oauthProblem(captured.fault.class, captured.fault.message) };
  const metadata = { ...options, ...captured.value };
  const access = grantedAccess(app, destination, { accessToken: grant.accessToken, metadata });
  const { outcome, account } = await destination.test({ workspaceId, now: clock.now() }, access);
  if (outcome.kind === "delivered" && account !== undefined) return { ok: true, account };
  const message = `${destination.integration.name} could not say which account this is: ${outcome.message}`;
  return { ok: false, problem: oauthProblem(outcome.code, message) };
}
