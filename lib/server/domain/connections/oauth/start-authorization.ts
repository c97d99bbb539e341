import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { OAuthAttemptStatus, OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { organizations, workspaces } from "#lib/server/db/schema/tenancy.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import type { ConnectionsApp } from "../context.ts";
import {
  type AuthorizationRow,
  failAuthorization,
  moveAuthorization,
  isSessionAlive,
  SESSION_ENDED,
} from "./authorization-states.ts";
import { resolveEndpoints } from "./endpoints.ts";
import { buildRedirectUri, requireOAuth, type OAuthDestination } from "./oauth-destination.ts";
import { matchesHash, newSecret, createOpening, belongsToBrowser, rememberBrowser } from "./openings.ts";
import { findAuthorization, isOpen, currentStatus } from "./read-authorizations.ts";

/** The link of an attempt, as it was opened. */
export type StartLink = { attemptId: string; ticket: string | undefined };

/** What a person is told before anything happens: who gets the account that they choose. */
export type StartFacts = {
  provider: string;
  organization: string;
  workspace: string;
  askedBy: string;
  /** The connection that gets the account again; undefined for a new one. */
  connection: string | undefined;
};

export type StartView =
  | { kind: "ready"; attemptId: string; facts: StartFacts }
  /** Nothing can be begun any more. */
  | { kind: "over"; attemptId: string; provider: string; status: OAuthAttemptStatus; problem?: OAuthProblem }
  | { kind: "unknown" };

/** What the start page shows. Changes nothing: link scanners, previews and prefetches open it too. */
export async function viewStart(app: ConnectionsApp, link: StartLink): Promise<StartView> {
  const row = await findByTicket(app, link);
  if (row === undefined) return { kind: "unknown" };
  const { name } = requireOAuth(app, row.type).integration;
  const problem = isStartable(row) ? await problemBefore(app, row) : undefined;
  if (!isStartable(row) || problem !== undefined) {
    const status = problem === undefined ? currentStatus(row) : "failed";
    const told = problem ?? row.problem ?? undefined;
    return {
      kind: "over",
      attemptId: row.id,
      provider: name,
      status,
      ...(told === undefined ? {} : { problem: told }),
    };
  }
  return { kind: "ready", attemptId: row.id, facts: { provider: name, ...(await loadStartFacts(app, row)) } };
}

/** `over`: nothing to do at the provider any more. `browser` is the secret that binds this browser to the attempt. */
export type Opening =
  | { kind: "to_provider"; attemptId: string; url: string; browser: string }
  | { kind: "over"; attemptId: string; browser: string }
  | { kind: "unknown" };

/**
 * Sends a person to the provider, who has read the start page and goes on. Each time is a way of its own, beside the
 * ones before it; `browser` is what this browser was bound by before, if it was.
 */
export async function continueAuthorization(
  app: ConnectionsApp,
  link: StartLink,
  browser: string | undefined,
): Promise<Opening> {
  const row = await findByTicket(app, link);
  if (row === undefined) return { kind: "unknown" };
  const bound = browser !== undefined && (await belongsToBrowser(app.db, row.id, browser)) ? browser : newSecret();
  const problem = isStartable(row) ? await problemBefore(app, row) : undefined;
  if (problem !== undefined) await failAuthorization(app.db, row.id, problem);
  const url = isStartable(row) && problem === undefined ? await toProvider(app, row, bound) : undefined;
  if (url !== undefined) return { kind: "to_provider", attemptId: row.id, url, browser: bound };
  await rememberBrowser(app.db, row.id, bound);
  return { kind: "over", attemptId: row.id, browser: bound };
}

async function findByTicket(
  { db }: ConnectionsApp,
  { attemptId, ticket }: StartLink,
): Promise<AuthorizationRow | undefined> {
  const row = await findAuthorization(db, attemptId);
  return row !== undefined && matchesHash(ticket, row.ticketHash) ? row : undefined;
}

function isStartable(row: AuthorizationRow): boolean {
  return isOpen(row) && row.status !== "confirming";
}

async function loadStartFacts({ db }: ConnectionsApp, row: AuthorizationRow): Promise<Omit<StartFacts, "provider">> {
  const [found] = await db
    .select({ organization: organizations.name, workspace: workspaces.name, connection: connections.name })
    .from(workspaces)
    .innerJoin(organizations, eq(organizations.id, workspaces.organizationId))
    .leftJoin(
      connections,
      and(eq(connections.id, row.connectionId ?? NOBODY), eq(connections.workspaceId, workspaces.id)),
    )
    .where(eq(workspaces.id, row.workspaceId));
  if (found === undefined) throw new Error(`The workspace of OAuth attempt ${row.id} is gone`);
  const { organization, workspace, connection } = found;
  return { organization, workspace, askedBy: askedBy(row, organization), connection: connection ?? undefined };
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Hosts may mint sessions without saying for whom. */
function askedBy({ createdBy, sessionId }: AuthorizationRow, organization: string): string {
  if (sessionId === null) return `the software of ${organization} (key ${createdBy})`;
  const user = createdBy.replace(/^session:/, "");
  return user === sessionId ? `somebody who is signed in at ${organization}` : user;
}

/** What has happened since the attempt was made. */
async function problemBefore(app: ConnectionsApp, row: AuthorizationRow): Promise<OAuthProblem | undefined> {
  if (!(await isSessionAlive(app.db, row.sessionId))) return SESSION_ENDED;
  const { integration, missingSetup } = requireOAuth(app, row.type);
  if (missingSetup(app.env.providers[row.type] ?? {}) !== undefined) {
    return { code: "unavailable", message: `${integration.name} cannot be connected here at the moment.` };
  }
  if (row.connectionId === null) return undefined;
  const isThere = and(eq(connections.id, row.connectionId), isNull(connections.deletedAt));
  if ((await app.db.$count(connections, isThere)) > 0) return undefined;
  return { code: "connection_deleted", message: "The connection was deleted in the meantime." };
}

async function toProvider(app: ConnectionsApp, row: AuthorizationRow, browser: string): Promise<string | undefined> {
  const destination = requireOAuth(app, row.type);
  const hasVerifier = destination.oauth.pkce === "S256";
  const opening = await app.db.transaction(async (tx) => {
    const moved = await moveAuthorization(tx, row.id, { to: "at_provider" });
    return moved && createOpening(tx, app.sealer, { attemptId: row.id, browser, hasVerifier });
  });
  return opening && authorizeUrl(app, destination, row, opening);
}

function authorizeUrl(
  app: ConnectionsApp,
  { oauth }: OAuthDestination,
  { type, options }: AuthorizationRow,
  { state, verifier }: { state: string; verifier: string | undefined },
): string {
  const operator = app.env.providers[type] ?? {};
  const url = new URL(resolveEndpoints(oauth, operator, options).authorizeUrl);
  const parameters = {
    response_type: "code",
    client_id: operator.clientId ?? "",
    redirect_uri: buildRedirectUri(app, type),
    state,
    ...scopeParameter(oauth),
    ...(verifier === undefined ? {} : { code_challenge: challengeOf(verifier), code_challenge_method: "S256" }),
    ...oauth.authorizeParams,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  // Not every provider reads a plus as the blank between two scopes.
  url.search = url.search.replaceAll("+", "%20");
  return url.href;
}

function scopeParameter({ scopes, scopesIn, scopeSeparator }: OAuthDescriptor): { scope?: string } {
  if (scopesIn === "app" || scopes.length === 0) return {};
  return { scope: scopes.map(({ name }) => name).join(scopeSeparator) };
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
