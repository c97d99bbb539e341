import { eq } from "drizzle-orm";
import type { CatalogField } from "../../contracts/field-catalogs.ts";
import type { Database } from "../db/database.ts";
import { fieldCatalogs } from "../db/schema/field-catalogs.ts";
import type { FieldSource } from "../destinations/definition.ts";
import type { WorkBudget } from "../work-budget.ts";
import { applyMapping, type MappedPayload } from "./apply-mapping.ts";
import { findMapping } from "./find-mapping.ts";
import { generateMapping } from "./generate-mapping.ts";

/**
 * What the payload becomes by the connection's mapping: the stored one, else the proposal from the fields that are
 * known. The provider is not asked: a delivery does not wait for its catalog.
 */
export async function mapPayload(
  db: Database,
  connectionId: string,
  source: FieldSource,
  payload: Readonly<Record<string, unknown>>,
  budget: WorkBudget,
): Promise<MappedPayload> {
  const [stored, fields] = await Promise.all([findMapping(db, connectionId), knownFields(db, connectionId, source)]);
  const schema = stored?.schema ?? generateMapping(fields);
  return applyMapping(schema, payload, new Set(fields.map(({ key }) => key)), budget);
}

/** The fields of the account as they were read last, else those that every account has. */
export async function knownFields(
  db: Database,
  connectionId: string,
  { fixed }: FieldSource,
): Promise<readonly CatalogField[]> {
  const [catalog] = await db.select().from(fieldCatalogs).where(eq(fieldCatalogs.connectionId, connectionId));
  return catalog?.fields ?? fixed;
}
