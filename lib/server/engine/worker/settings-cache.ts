import { eq } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { connections } from "#lib/server/db/schema/connections.ts";
import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import { openSettings } from "#lib/server/domain/connections/provider-access.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import type { Settings } from "#lib/server/providers/kit/access.ts";
import { cached } from "#lib/server/runtime/cache.ts";

const CONNECTIONS_MAX = 2_000;

/** Opened settings by connection and version: opening secrets for every delivery would cost more than the delivery. */
export function createSettingsCache(app: Pick<ConnectionsApp, "db" | "sealer">) {
  const cache = new LRUCache<string, Promise<Settings>>({ max: CONNECTIONS_MAX, ttl: 60_000 });

  async function load(connectionId: string): Promise<Settings> {
    const [row] = await app.db.select().from(connections).where(eq(connections.id, connectionId));
    if (row === undefined) throw new Error(`Connection ${connectionId} does not exist`);
    return openSettings(app.sealer, row);
  }

  return (claimed: ClaimedRuleEvent): Promise<Settings> =>
    cached(cache, `${claimed.connectionId} ${claimed.connectionUpdatedAt.getTime()}`, () => load(claimed.connectionId));
}
