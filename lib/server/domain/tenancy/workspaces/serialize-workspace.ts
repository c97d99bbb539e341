import type { CatalogEntry, Workspace } from "#lib/contracts/workspaces.ts";
import type { eventTypes, workspaces } from "#lib/server/db/schema/workspaces.ts";

export function serializeWorkspace(row: typeof workspaces.$inferSelect): Workspace {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
  };
}

export function serializeCatalogEntry(row: typeof eventTypes.$inferSelect): CatalogEntry {
  return {
    id: row.id,
    key: row.key,
    label: row.label,
    description: row.description,
    active: row.active,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
