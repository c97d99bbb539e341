import { createHash } from "node:crypto";
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import type { OAuthProblem } from "../../contracts/oauth-attempts.ts";
import type { AppContext } from "../app-context.ts";
import { connections } from "../db/schema/connections.ts";
import { oauthAttempts } from "../db/schema/oauth.ts";
import type { OAuthDescriptor } from "../destinations/oauth-descriptor.ts";
import { changeAttempt, failAttempt } from "./change-attempt.ts";
import { endpointsOf } from "./endpoints.ts";
import { findAttempt, isOpen, type AttemptRow } from "./find-attempt.ts";
import { redirectUriOf, requireOAuth, type OAuthDestination } from "./oauth-destination.ts";
import { hashOf, isSecretOf, newSecret } from "./one-time-secret.ts";
import { isSessionAlive, SESSION_ENDED } from "./session-alive.ts";

/** `over`: nothing to do at the provider any more. `browser` is the secret that binds this browser to the attempt. */
export type Opening =
  | { kind: "to_provider"; attemptId: string; url: string; browser: string }
  | { kind: "over"; attemptId: string; browser: string }
  | { kind: "unknown" };

/**
 * Opens the start page, for the first time or again: each opening has a state, a code verifier and a browser of its
 * own, and ends those of the one before.
 */
export async function startAttempt(app: AppContext, attemptId: string, ticket: string | undefined): Promise<Opening> {
  const row = await findAttempt(app.db, attemptId);
  if (row === undefined || !isSecretOf(ticket, row.ticketHash)) return { kind: "unknown" };
  const browser = newSecret();
  const problem = isStartable(row) ? await problemBefore(app, row) : undefined;
  if (problem !== undefined) await failAttempt(app.db, row.id, problem);
  const url = isStartable(row) && problem === undefined ? await toProvider(app, row, browser) : undefined;
  if (url !== undefined) return { kind: "to_provider", attemptId: row.id, url, browser };
  await changeAttempt(app.db, row.id, { browserHash: hashOf(browser) });
  return { kind: "over", attemptId: row.id, browser };
}

const STARTABLE = ["waiting", "at_provider"] as const;

function isStartable(row: AttemptRow): boolean {
  return isOpen(row) && row.status !== "confirming";
}

/** What has happened since the attempt was made. */
async function problemBefore(app: AppContext, row: AttemptRow): Promise<OAuthProblem | undefined> {
  if (!(await isSessionAlive(app.db, row.sessionId))) return SESSION_ENDED;
  const { integration, missingSetup } = requireOAuth(app, row.type);
  if (missingSetup(app.env.providers[row.type] ?? {}) !== undefined) {
    return { code: "unavailable", message: `${integration.name} cannot be connected here at the moment.` };
  }
  if (row.connectionId === null) return undefined;
  const isThere = and(eq(connections.id, row.connectionId), isNull(connections.deletedAt));
  if ((await app.db.$count(connections, isThere)) > 0) return undefined;
  return { code: "connection_deleted", message: "The connection was deleted meanwhile." };
}

async function toProvider(app: AppContext, row: AttemptRow, browser: string): Promise<string | undefined> {
  const destination = requireOAuth(app, row.type);
  const state = `${row.id}.${newSecret()}`;
  const verifier = destination.oauth.pkce === "S256" ? newSecret() : undefined;
  const verifierSealed =
    verifier === undefined ? null : await app.sealer.seal(verifier, `oauth_attempts/${row.id}/verifier`);
  const opened = await app.db
    .update(oauthAttempts)
    .set({
      status: "at_provider",
      stateHash: hashOf(state),
      browserHash: hashOf(browser),
      verifierSealed,
      updatedAt: new Date(),
    })
    .where(
      and(
        eq(oauthAttempts.id, row.id),
        inArray(oauthAttempts.status, [...STARTABLE]),
        gt(oauthAttempts.expiresAt, new Date()),
      ),
    )
    .returning({ id: oauthAttempts.id });
  return opened.length === 0 ? undefined : authorizeUrl(app, destination, row, { state, verifier });
}

function authorizeUrl(
  app: AppContext,
  { oauth }: OAuthDestination,
  { type, options }: AttemptRow,
  { state, verifier }: { state: string; verifier: string | undefined },
): string {
  const operator = app.env.providers[type] ?? {};
  const url = new URL(endpointsOf(oauth, operator, options).authorizeUrl);
  const parameters = {
    response_type: "code",
    client_id: operator.clientId ?? "",
    redirect_uri: redirectUriOf(app, type),
    state,
    ...scopeOf(oauth),
    ...(verifier === undefined ? {} : { code_challenge: challengeOf(verifier), code_challenge_method: "S256" }),
    ...oauth.authorizeParams,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  // Not every provider reads a plus as the blank between two scopes.
  url.search = url.search.replaceAll("+", "%20");
  return url.href;
}

function scopeOf({ scopes, scopesIn, scopeSeparator }: OAuthDescriptor): { scope?: string } {
  if (scopesIn === "app" || scopes.length === 0) return {};
  return { scope: scopes.map(({ name }) => name).join(scopeSeparator) };
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
