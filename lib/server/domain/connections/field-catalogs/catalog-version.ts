import { createHash } from "node:crypto";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";

/** The same fields have the same version, in whatever order the provider lists them and their keys. */
export function computeCatalogVersion(fields: readonly CatalogField[]): string {
  const described = fields.map(({ key, type, label, description, constraints }) =>
    normalized({ key, type, label, description, constraints }),
  );
  return createHash("sha256").update(JSON.stringify(described.toSorted())).digest("hex");
}

function normalized(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
