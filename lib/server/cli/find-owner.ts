import { eq } from "drizzle-orm";
import type { Database } from "#lib/server/db/database.ts";
import { workspaces } from "#lib/server/db/schema/tenancy.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { findOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { CommandError } from "./describe-error.ts";

export async function requireOrganization(db: Database, id: string): Promise<{ id: string; name: string }> {
  const found = await findOrganization(db, id);
  if (found === undefined) throw new CommandError("NotFound", `There is no organization ${id}`);
  return found;
}

export function scopeOfOrganization(organizationId: string): Scope {
  return { organizationId, workspaceId: undefined, resourceScope: undefined };
}

/** An operator may name a workspace alone: the scope of the services is that of its organization. */
export async function scopeOfWorkspace(db: Database, id: string): Promise<Scope> {
  const [row] = await db
    .select({ organizationId: workspaces.organizationId })
    .from(workspaces)
    .where(eq(workspaces.id, id));
  if (row === undefined) throw new CommandError("NotFound", `There is no workspace ${id}`);
  return scopeOfOrganization(row.organizationId);
}
