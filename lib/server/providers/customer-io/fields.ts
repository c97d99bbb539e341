import type { CatalogField } from "#lib/contracts/field-catalogs.ts";

/** An empty text takes an attribute away. */
const CLEARED = { cleared_by: "empty_text" } as const;

/** Nothing lists what a workspace knows: any other key becomes a trait, and `properties.<key>` one of the event's. */
export const FIELDS: readonly CatalogField[] = [
  { key: "userId", type: "string", label: "User id", description: "Without one, the anonymous id or the e-mail is it" },
  { key: "anonymousId", type: "string", label: "Anonymous id" },
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email" } },
  { key: "first_name", type: "string", label: "First name", constraints: CLEARED },
  { key: "last_name", type: "string", label: "Last name", constraints: CLEARED },
  { key: "created_at", type: "datetime", label: "Created at", description: "Unix seconds, or ISO 8601" },
  { key: "phone", type: "string", label: "Phone", constraints: { format: "phone", ...CLEARED } },
  { key: "timezone", type: "string", label: "Time zone", constraints: CLEARED },
  { key: "properties", type: "object", label: "Event properties", description: "Such as properties.plan" },
  { key: "traits", type: "object", label: "Other traits", description: "Such as traits.plan, the same as plan" },
];
