import type { CatalogField } from "#lib/contracts/field-catalogs.ts";

/** What every account has, in its order, and what this account says; the account's own word counts. */
export function mergeFields(fixed: readonly CatalogField[], own: readonly CatalogField[]): CatalogField[] {
  return [...new Map([...fixed, ...own].map((field) => [field.key, field])).values()];
}
