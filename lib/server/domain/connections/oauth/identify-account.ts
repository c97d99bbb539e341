import type { OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import type { Account } from "#lib/server/providers/contract.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { ConnectionsApp } from "../context.ts";
import type { AuthorizationRow } from "./authorization-row.ts";
import { oauthProblem } from "./authorization-states.ts";
import { grantedAccess } from "./granted-access.ts";
import type { OAuthDestination } from "./oauth-destination.ts";
import type { Granted } from "./token-endpoint.ts";

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
  const message = `${destination.integration.name} was not able to say which account this is: ${outcome.message}`;
  return { ok: false, problem: oauthProblem(outcome.code, message) };
}
