import { eq } from "drizzle-orm";
import type { MappingSchema } from "#lib/contracts/mappings.ts";
import type { Database } from "#lib/server/db/database.ts";
import { fieldCatalogs } from "#lib/server/db/schema/connections.ts";
import type { FieldSource } from "#lib/server/providers/contract.ts";
import type { WorkBudget } from "#lib/server/runtime/work-budget.ts";
import { applyMapping, type MappedPayload } from "./apply-mapping.ts";
import { findMapping, generateMapping } from "./default-mapping.ts";
import { fitValues, type KnownFields } from "./fit-values.ts";

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
  const [stored, known] = await Promise.all([findMapping(db, connectionId), knownFields(db, connectionId, source)]);
  return mapToFields(stored?.schema ?? generateMapping(known.fields), payload, known, budget);
}

/** What a mapping makes of a payload, as the fields take it. A field with `fail_action` must have a value in the end. */
export function mapToFields(
  schema: MappingSchema,
  payload: Readonly<Record<string, unknown>>,
  known: KnownFields,
  budget: WorkBudget,
): MappedPayload {
  const mapped = applyMapping(schema, payload, new Set(known.fields.map(({ key }) => key)), budget);
  if (!mapped.ok) return mapped;
  const { data, warnings } = fitValues(mapped.data, known);
  const mustHave = new Set(schema.fields.filter((field) => field.on_error === "fail_action").map(({ dest }) => dest));
  const problem = warnings.find(({ dest, isLeftOut }) => isLeftOut && mustHave.has(dest));
  const { fields } = mapped;
  if (problem !== undefined) return { ok: false, problem: { dest: problem.dest, message: problem.message }, fields };
  return {
    ok: true,
    data,
    fields,
    warnings: [...mapped.warnings, ...warnings.map(({ dest, message }) => ({ dest, message }))],
  };
}

/**
 * The fields of the account as they were read last, else those that every account has. What the destination says of its
 * own fields counts where the account does not say otherwise: what is stored may be older than this server.
 */
export async function knownFields(
  db: Database,
  connectionId: string,
  { fixed, isClosed }: FieldSource,
): Promise<KnownFields> {
  const [catalog] = await db.select().from(fieldCatalogs).where(eq(fieldCatalogs.connectionId, connectionId));
  if (catalog === undefined) return { fields: fixed, isComplete: false };
  const fixedByKey = new Map(fixed.map((field) => [field.key, field.constraints]));
  const fields = catalog.fields.map((field) => {
    const constraints = { ...fixedByKey.get(field.key), ...field.constraints };
    return Object.keys(constraints).length === 0 ? field : { ...field, constraints };
  });
  return { fields, isComplete: isClosed };
}
