import { and, eq, inArray, type Column, type SQL } from "drizzle-orm";
import { notFound } from "#lib/server/runtime/errors.ts";
import { isUuid } from "#lib/server/runtime/ids.ts";
import type { Queryable } from "./database.ts";
import { workspaces } from "./schema/tenancy.ts";

/** The resource that a resource session is bound to. */
export type ResourceScope = { resource: string; resourceId: string };

/** What a caller can reach. Every query is filtered by it, so a foreign id answers exactly as an unknown one. */
export type Scope = {
  organizationId: string;
  workspaceId: string | undefined;
  resourceScope: ResourceScope | undefined;
};

/** The condition that keeps a query inside what the caller can reach. Every query on tenant data carries it. */
export function inScope(db: Queryable, workspaceId: Column, scope: Scope): SQL {
  if (scope.workspaceId !== undefined) return eq(workspaceId, scope.workspaceId);
  const ids = db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.organizationId, scope.organizationId));
  return inArray(workspaceId, ids);
}

/** The condition that keeps a resource session inside its resource; nothing for everybody else. */
export function inResourceScope(resource: Column, resourceId: Column, scope: Scope): SQL | undefined {
  if (scope.resourceScope === undefined) return undefined;
  return and(eq(resource, scope.resourceScope.resource), eq(resourceId, scope.resourceScope.resourceId));
}

/** Checks that an id has the form of one, and answers 404 like for an unknown one. */
export function requireId(id: string): string {
  if (!isUuid(id)) throw notFound();
  return id.toLowerCase();
}
