import { and, eq, isNull } from "drizzle-orm";
import type { Integration, IntegrationType } from "#lib/contracts/integrations.ts";
import { UNPAGED_LIST_LIMIT, type Page, type PageQuery } from "#lib/contracts/primitives.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import type { Principal } from "#lib/server/domain/tenancy/index.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { badParam } from "#lib/server/runtime/errors.ts";
import type { ConnectionsApp } from "./context.ts";

type Deps = Pick<ConnectionsApp, "db" | "destinations" | "env">;

/**
 * The catalog of this build, by name. Its cursor is the type of the last record. Machine keys belong to operators,
 * who see also what still has to be configured; sessions see what can be connected, and what their workspace uses.
 */
export async function listIntegrations(app: Deps, principal: Principal, query: PageQuery): Promise<Page<Integration>> {
  const all = app.destinations.all;
  const start =
    query.cursor === undefined ? 0 : all.findIndex(({ integration }) => integration.type === query.cursor) + 1;
  if (query.cursor !== undefined && start === 0) throw badParam("cursor", "Not a cursor of this list");
  const rest = await recordsFor(app, principal, all.slice(start));
  const limit = query.limit ?? UNPAGED_LIST_LIMIT;
  const records = rest.slice(0, limit);
  const last = records.at(-1);
  const hasMore = rest.length > limit && last !== undefined;
  return { count: records.length, limit, next_cursor: hasMore ? last.type : null, records };
}

async function recordsFor(app: Deps, principal: Principal, all: readonly Destination[]): Promise<Integration[]> {
  const described = all.map((destination) => describe(app, destination));
  if (principal.kind !== "session") {
    return described.map(({ integration, reason }) => ({
      ...integration,
      available: reason === undefined,
      ...(reason === undefined ? {} : { unavailable_reason: reason }),
    }));
  }
  const used = await usedTypes(app, principal.scope.workspaceId);
  return described
    .filter(({ integration, reason }) => reason === undefined || used.has(integration.type))
    .map(({ integration, reason }) => ({ ...integration, available: reason === undefined }));
}

function describe({ env }: Deps, { integration, missingSetup }: Destination) {
  return { integration, reason: missingSetup(env.providers[integration.type] ?? {}) };
}

async function usedTypes({ db }: Deps, workspaceId: string): Promise<Set<IntegrationType>> {
  const rows = await db
    .selectDistinct({ type: connections.type })
    .from(connections)
    .where(and(eq(connections.workspaceId, workspaceId), isNull(connections.deletedAt)));
  return new Set(rows.map(({ type }) => type));
}
