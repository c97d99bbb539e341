import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { MappingField, MappingTransform } from "#lib/contracts/mappings.ts";
import type { mappingsTexts } from "#lib/i18n/texts/mappings.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Translate = TranslateOf<typeof mappingsTexts>;

/** What happens to a delivery when a field has no value, in the order in which it is offered. */
export const ON_ERRORS = ["skip_field", "warn_action", "fail_action"] as const;

export function fieldName(dest: string, field: CatalogField | undefined): string {
  return field?.label ?? dest;
}

/** "customer.email · trim spaces · convert to lower case" */
export function describeField({ source, transforms = [] }: MappingField, t: Translate): string {
  const from = source.type === "path" ? source.value : t("summary.always", { value: JSON.stringify(source.value) });
  return [from, ...transforms.map((transform) => describeTransform(transform, t))].join(" · ");
}

function describeTransform(transform: MappingTransform, t: Translate): string {
  const { type } = transform;
  if (type === "default") return t("summary.default", { value: JSON.stringify(transform.value) });
  if (type === "substring") {
    const { start, length } = transform;
    return length === undefined ? t("summary.substring", { start }) : t("summary.substring.length", { start, length });
  }
  if (type === "to_date" || type === "to_datetime") {
    const { timezone } = transform;
    return timezone === undefined ? t(`summary.${type}`) : t(`summary.${type}.timezone`, { timezone });
  }
  return t(`summary.${type}`);
}
