import { isDeepStrictEqual } from "node:util";
import type { CatalogField, FieldType } from "#lib/contracts/field-catalogs.ts";
import type { MappingSchema } from "#lib/contracts/mappings.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import type { StoredWarning } from "#lib/server/db/schema/connections.ts";
import { saveWarnings } from "../connection.ts";
import { fieldFor, fieldsByKey } from "./serialize-mapping.ts";

const CODE = "mapping_drift";

type Drift = {
  schema: MappingSchema;
  before: readonly CatalogField[];
  now: readonly CatalogField[];
  /** What was found at earlier readings: the fields have not changed once more since, but they are not back either. */
  known: readonly StoredWarning[];
};

/** Which fields of a stored mapping the account no longer has as they were when the mapping was saved. */
export function detectDrift({ schema, before, now, known }: Drift): StoredWarning[] {
  const [beforeByKey, nowByKey] = [fieldsByKey(before), fieldsByKey(now)];
  const dests = [...new Set(schema.fields.map(({ dest }) => dest))];
  return dests.flatMap((dest) => {
    const was =
      known.find(({ code, subject }) => code === CODE && subject === dest)?.was ?? fieldFor(dest, beforeByKey)?.type;
    if (was === undefined) return [];
    const message = describe(dest, was, fieldFor(dest, nowByKey));
    return message === undefined ? [] : [{ code: CODE, subject: dest, message, was }];
  });
}

function describe(dest: string, was: FieldType, field: CatalogField | undefined): string | undefined {
  if (field === undefined) return `The field ${dest} no longer exists in the connected account`;
  if (field.constraints?.read_only === true) return `The field ${dest} can no longer be written`;
  if (field.type === was || field.type === "unknown" || was === "unknown") return undefined;
  return `The field ${dest} was of the type ${was} and is now of the type ${field.type}`;
}

/** Warnings of other kinds stay. The connection must be locked; it does not count as changed by this. */
export async function saveDrift(
  tx: Transaction,
  { id, warnings }: { id: string; warnings: readonly StoredWarning[] },
  drift: readonly StoredWarning[],
): Promise<void> {
  const next = [...warnings.filter(({ code }) => code !== CODE), ...drift];
  if (isDeepStrictEqual(next, warnings)) return;
  await saveWarnings(tx, id, next);
}
