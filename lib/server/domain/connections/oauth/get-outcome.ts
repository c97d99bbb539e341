import { and, eq, isNull } from "drizzle-orm";
import type { OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { ConnectionsApp } from "../context.ts";
import type { AuthorizationRow } from "./authorization-states.ts";
import { belongsToBrowser } from "./openings.ts";
import { findAuthorization, serializeAuthorization } from "./read-authorizations.ts";

type Deps = Pick<ConnectionsApp, "db" | "destinations">;

/** What has become of the attempt, for a browser that has gone on from its start page; 404 for every other one. */
export async function getOAuthOutcome(
  app: Deps,
  attemptId: string,
  browser: string | undefined,
): Promise<OAuthOutcome> {
  const row = await findAuthorization(app.db, attemptId);
  if (row === undefined || !(await belongsToBrowser(app.db, row.id, browser))) throw notFound();
  const { status, type, is_reconnect, account, previous_account, problem } = await serializeAuthorization(app.db, row);
  const missing = status === "completed" ? await findMissingScopes(app, row) : [];
  return {
    status,
    provider: app.destinations.of(type)?.integration.name ?? type,
    is_reconnect,
    ...(account === undefined ? {} : { account: account.label }),
    ...(previous_account === undefined ? {} : { previous_account: previous_account.label }),
    ...(problem === undefined ? {} : { problem }),
    warnings: missing,
  };
}

async function findMissingScopes({ db }: Deps, { connectionId }: AuthorizationRow): Promise<string[]> {
  if (connectionId === null) return [];
  const [row] = await db
    .select({ warnings: connections.warnings })
    .from(connections)
    .where(and(eq(connections.id, connectionId), isNull(connections.deletedAt)));
  return (row?.warnings ?? []).filter(({ code }) => code === "missing_scope").map(({ message }) => message);
}
