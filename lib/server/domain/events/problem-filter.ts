import { and, eq, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "#lib/server/db/database.ts";
import { problems } from "#lib/server/db/schema/problems.ts";
import { inResourceScope, inScope, type Scope } from "#lib/server/db/scope.ts";
import { isUuid } from "#lib/server/runtime/ids.ts";

/** Whether the caller can reach this problem. An id that is none matches nothing, like an unknown one. */
export function isReachableProblem(db: Queryable, scope: Scope, id: string): SQL {
  if (!isUuid(id)) return sql`false`;
  const isTheirs = and(
    eq(problems.id, id),
    inScope(db, problems.workspaceId, scope),
    inResourceScope(problems.resource, problems.resourceId, scope),
  );
  return sql`exists (select from ${problems} where ${isTheirs})`;
}
