import { describeField } from "#components/mappings/mapping-words.ts";
import type { MappingField, MappingSchema } from "#lib/contracts/mappings.ts";
import type { mappingsTexts } from "#lib/i18n/texts/mappings.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Translate = TranslateOf<typeof mappingsTexts>;

/** What one field was, and what the other and I made of it; undefined: nothing fills it. */
export type FieldChange = {
  dest: string;
  was: string | undefined;
  theirs: string | undefined;
  mine: string | undefined;
};

/** The fields that the other person changed. `mine` differs from `was` where I changed the same one. */
export function changesBetween(
  base: MappingSchema,
  theirs: MappingSchema,
  mine: MappingSchema,
  t: Translate,
): FieldChange[] {
  const [was, other, own] = [byDest(base, t), byDest(theirs, t), byDest(mine, t)];
  const dests = [...new Set([...was.keys(), ...other.keys()])];
  return dests
    .map((dest) => ({ dest, was: was.get(dest), theirs: other.get(dest), mine: own.get(dest) }))
    .filter((change) => change.was !== change.theirs);
}

/** A later field replaces an earlier one. */
function byDest({ fields }: MappingSchema, t: Translate): Map<string, string> {
  return new Map(fields.map((field) => [field.dest, describeWithOnError(field, t)]));
}

function describeWithOnError(field: MappingField, t: Translate): string {
  const { on_error: onError = "skip_field" } = field;
  const words = describeField(field, t);
  return onError === "skip_field" ? words : `${words} · ${t(`summary.${onError}`)}`;
}
