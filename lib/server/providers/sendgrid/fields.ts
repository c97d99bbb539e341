import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { objectAt } from "../kit/contact-data.ts";
import { loaded, type Loaded } from "../kit/fault.ts";

const ADDRESS = String.raw`[^\s@<>,;"]+@[^\s@<>,;"]+`;
const MAILBOX = String.raw`^([^<>]*<\s*${ADDRESS}\s*>|\s*${ADDRESS})\s*$`;

export const FIXED_FIELDS: readonly CatalogField[] = [
  {
    key: "to_email",
    type: "string",
    label: "To: e-mail",
    constraints: { format: "email", required: true },
    provider_meta: { default_source: "email" },
  },
  { key: "to_name", type: "string", label: "To: name", provider_meta: { default_source: "name" } },
  {
    key: "reply_to",
    type: "string",
    label: "Reply to",
    description: "An address, or Name <address>",
    constraints: { pattern: MAILBOX },
  },
  {
    key: "template_variables",
    type: "object",
    label: "Template variables",
    constraints: { strict: true },
    description:
      "One value for each variable of the template, such as template_variables.plan. So is every other field",
  },
];
const FIXED_KEYS: ReadonlySet<string> = new Set(FIXED_FIELDS.map(({ key }) => key));

/** What the mapping gives for the template: `template_variables`, and whatever SendGrid has no field for. */
export function collectVariables(data: Readonly<Record<string, unknown>>): Loaded<Record<string, unknown>> {
  const variables = objectAt(data, "template_variables");
  if (!variables.ok) return variables;
  const others = Object.entries(data).filter(([key]) => !FIXED_KEYS.has(key));
  return loaded({ ...Object.fromEntries(others), ...variables.value });
}
