import { describeField } from "#components/mappings/mapping-words.ts";
import type { MappingField, MappingSchema } from "#lib/contracts/mappings.ts";

/** What one field was, and what the other and I made of it; undefined: nothing fills it. */
export type FieldChange = {
  dest: string;
  was: string | undefined;
  theirs: string | undefined;
  mine: string | undefined;
};

/** The fields that the other person changed. `mine` differs from `was` where I changed the same one. */
export function changesBetween(base: MappingSchema, theirs: MappingSchema, mine: MappingSchema): FieldChange[] {
  const [was, other, own] = [byDest(base), byDest(theirs), byDest(mine)];
  const dests = [...new Set([...was.keys(), ...other.keys()])];
  return dests
    .map((dest) => ({ dest, was: was.get(dest), theirs: other.get(dest), mine: own.get(dest) }))
    .filter((change) => change.was !== change.theirs);
}

/** A later field replaces an earlier one. */
function byDest({ fields }: MappingSchema): Map<string, string> {
  return new Map(fields.map((field) => [field.dest, describeWithOnError(field)]));
}

function describeWithOnError(field: MappingField): string {
  const { on_error: onError = "skip_field" } = field;
  const onErrorWords = { skip_field: "", warn_action: " · noted when missing", fail_action: " · stops when missing" };
  return describeField(field) + onErrorWords[onError];
}
