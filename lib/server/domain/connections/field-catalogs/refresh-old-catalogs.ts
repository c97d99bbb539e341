import { and, asc, eq, exists, isNull, lt, notInArray } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { connections, fieldCatalogs, mappings } from "#lib/server/db/schema/connections.ts";
import { workspaces } from "#lib/server/db/schema/tenancy.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { ConnectionsApp } from "../context.ts";
import { CATALOG_AGE_MAX_MS, readCatalog } from "./read-catalog.ts";

type MaintenanceDeps = Pick<ConnectionsApp, "db" | "env" | "egress" | "sealer" | "destinations" | "tokens" | "log">;

const AT_A_TIME = 3;
const TRIED_MAX = 5_000;
const AGAIN_MS = 3_600_000;

/**
 * Reads the fields of active connections with a stored mapping again once they are a day old, so that a field that
 * vanished is noticed although nobody looks. A reading that fails changes nothing, and is not tried again for an hour.
 */
export function createCatalogRefresh(deps: MaintenanceDeps): () => Promise<"more" | "idle"> {
  const failed = new LRUCache<string, true>({ max: TRIED_MAX, ttl: AGAIN_MS });

  async function refresh({ connection, organizationId }: Awaited<ReturnType<typeof findOld>>[number]): Promise<void> {
    const scope = { organizationId, workspaceId: connection.workspaceId, resourceScope: undefined };
    try {
      await readCatalog({ ...deps, scope, actor: "server" }, connection, "recent");
    } catch (error) {
      failed.set(connection.id, true);
      deps.log.info({ err: error, connection: connection.id }, "The fields of a connection could not be read again");
    }
  }

  return async () => {
    const old = await findOld(deps, [...failed.keys()]);
    await Promise.all(old.map(refresh));
    return old.length < AT_A_TIME ? "idle" : "more";
  };
}

function findOld({ db }: MaintenanceDeps, failed: string[]) {
  return db
    .select({ connection: connections, organizationId: workspaces.organizationId })
    .from(fieldCatalogs)
    .innerJoin(connections, eq(connections.id, fieldCatalogs.connectionId))
    .innerJoin(workspaces, eq(workspaces.id, connections.workspaceId))
    .where(
      and(
        lt(fieldCatalogs.refreshedAt, new Date(clock.nowMs() - CATALOG_AGE_MAX_MS)),
        eq(connections.active, true),
        isNull(connections.deletedAt),
        exists(db.select().from(mappings).where(eq(mappings.connectionId, connections.id))),
        failed.length === 0 ? undefined : notInArray(connections.id, failed),
      ),
    )
    .orderBy(asc(fieldCatalogs.refreshedAt))
    .limit(AT_A_TIME);
}
