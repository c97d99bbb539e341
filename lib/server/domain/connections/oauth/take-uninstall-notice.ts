import { timingSafeEqual } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { IntegrationType } from "#lib/contracts/integrations.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { deactivateConnections } from "../connection.ts";
import type { ConnectionsApp } from "../context.ts";
import { hashSecret } from "./openings.ts";

type Notice = { type: string; authorization: string | undefined; body: unknown };
type Deps = Pick<ConnectionsApp, "db" | "env" | "destinations" | "log">;

/** Whether the provider of this type sends notices at all. */
export function takesNotices({ destinations }: Pick<ConnectionsApp, "destinations">, type: string): boolean {
  const known = IntegrationType.safeParse(type);
  return known.success && destinations.of(known.data)?.oauth?.readUninstall !== undefined;
}

/**
 * The provider says that somebody has removed the app there: the connections of that account wait for a person. Only
 * the provider knows the client's secret, in constant time.
 */
export async function takeUninstallNotice(app: Deps, { type, authorization, body }: Notice): Promise<void> {
  const known = IntegrationType.parse(type);
  const { clientId, clientSecret } = app.env.providers[known] ?? {};
  if (clientId === undefined || clientSecret === undefined || !isClient(authorization, clientId, clientSecret)) {
    throw new AppError("unauthorized", "Authentication required", { headers: { "WWW-Authenticate": "Basic" } });
  }
  const meant = app.destinations.of(known)?.oauth?.readUninstall?.(body);
  if (meant === undefined || Object.keys(meant).length === 0) {
    throw new AppError("bad_request", "Not a notice that could be understood");
  }
  const revoked = await deactivate(app, known, meant);
  app.log.info({ type, connections: revoked }, "A provider has reported that its access was revoked");
}

function isClient(authorization: string | undefined, clientId: string, clientSecret: string): boolean {
  const sent = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? "")?.[1] ?? "";
  const text = Buffer.from(sent, "base64").toString("utf8");
  return timingSafeEqual(Buffer.from(hashSecret(text)), Buffer.from(hashSecret(`${clientId}:${clientSecret}`)));
}

async function deactivate({ db }: Deps, type: IntegrationType, meant: Record<string, unknown>): Promise<string[]> {
  const isMeant = and(
    eq(connections.type, type),
    isNull(connections.deletedAt),
    sql`${connections.metadata} @> ${JSON.stringify(meant)}::jsonb`,
  );
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: connections.id })
      .from(connections)
      .where(isMeant)
      .orderBy(connections.id)
      .for("update");
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    await deactivateConnections(tx, ids, "oauth_authorization_revoked");
    return ids;
  });
}
