import type { ActionInput } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { refused, type Loaded } from "./fault.ts";

/** A field of the account and one of its choices: the rule's `id` and `value`. The items of the key have `options`. */
export const PROPERTY_INPUT = {
  kind: "advanced",
  key: "properties",
  field: "id",
  label: "Field",
  noun: "field",
  required: true,
  options: {
    key: "options",
    field: "value",
    length: 1,
    type: "select",
    entity: "option",
    display: { label: "Value", button: "Choose a value", description: "What the field is set to" },
  },
} as const satisfies ActionInput;

export function requireProperty({ id = "", value }: RuleMetadata): Loaded<{ id: string; value: string }> {
  if (id === "") return refused("mapping", "The rule does not say which field to set");
  if (value === undefined) return refused("mapping", "The rule does not say what to set the field to");
  return { ok: true, value: { id, value } };
}
