import { timingSafeEqual } from "node:crypto";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Database } from "#lib/server/db/database.ts";
import { publishableKeys, workspaces } from "#lib/server/db/schema/tenancy.ts";
import { createKeyCache } from "#lib/server/runtime/cache.ts";
import { clock } from "#lib/server/runtime/clock.ts";

/** Every key has it: what is longer, or of another alphabet, is refused before anything looks it up or keeps it. */
const KEY_FORM = /^mesh_pub_[0-9a-f]{12}_[0-9a-f]{12}_[0-9A-Za-z]{32}$/;

type FoundKey = { workspaceId: string; organizationId: string; name: string; expiresAt: Date | null };

export type PublishableKeys = { find(publicKey: string): Promise<FoundKey | undefined>; forget(): void };

/** Finds a key by its public parts and compares the whole in constant time. */
export function createPublishableKeys(db: Database): PublishableKeys {
  async function load(publicKey: string): Promise<FoundKey | undefined> {
    const rows = await db
      .select({
        publicKey: publishableKeys.publicKey,
        name: publishableKeys.name,
        expiresAt: publishableKeys.expiresAt,
        workspaceId: workspaces.id,
        organizationId: workspaces.organizationId,
      })
      .from(publishableKeys)
      .innerJoin(workspaces, eq(workspaces.id, publishableKeys.workspaceId))
      .where(
        and(
          eq(publishableKeys.lookup, toLookup(publicKey)),
          or(isNull(publishableKeys.expiresAt), gt(publishableKeys.expiresAt, sql`now()`)),
        ),
      );
    return rows.find((row) => isEqual(row.publicKey, publicKey));
  }

  const cache = createKeyCache(load);
  return {
    find: async (publicKey) => {
      if (!KEY_FORM.test(publicKey)) return undefined;
      const found = await cache.find(publicKey);
      // The end of a grace period is exact, also for a key that was looked up shortly before.
      const isOver = found !== undefined && found.expiresAt !== null && found.expiresAt <= clock.now();
      return isOver ? undefined : found;
    },
    forget: () => cache.clear(),
  };
}

/** `<workspace part>_<key id>` of `mesh_pub_<workspace part>_<key id>_<secret part>`. */
export function toLookup(publicKey: string): string {
  return publicKey.split("_").slice(2, 4).join("_");
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
