import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { loadPersonFields, type PersonField } from "./fields.ts";

/** Labels are the choices of a field, called by the first name, or by the second in the version before [unsure]. */
const LABELS = ["label_ids", "label"];

export async function loadLabels(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const fields = await loadPersonFields(api);
  if (!fields.ok) return fields;
  const [labels] = LABELS.flatMap((code) => fields.value.filter((field) => field.field_code === code));
  return { ok: true, value: (labels?.options ?? []).map(({ id, label }) => ({ id, name: label })) };
}

/** Pipedrive's own fields with choices that can be written; all others with choices are the company's. */
const OWN = ["visible_to", "marketing_status"];

export async function loadProperties(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const fields = await loadPersonFields(api);
  if (!fields.ok) return fields;
  return { ok: true, value: fields.value.filter(isOffered).map(toItem) };
}

function isOffered({ field_code: code, field_type: type, is_custom_field: isCustom, options }: PersonField): boolean {
  return (type === "enum" || type === "set") && options.length > 0 && (isCustom || OWN.includes(code));
}

function toItem({ field_code: id, field_name: name, options }: PersonField): ActionDataItem {
  return { id, name, options: options.map((option) => ({ value: option.id, label: option.label })) };
}
