import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { AuthenticationField, Integration } from "#lib/contracts/integrations.ts";

export type FieldValues = Record<string, string>;

export function isFieldShown({ dependsOn }: AuthenticationField, values: FieldValues): boolean {
  if (!dependsOn) return true;
  const wanted = Array.isArray(dependsOn.value) ? dependsOn.value : [dependsOn.value];
  return wanted.includes(values[dependsOn.field] ?? "");
}

/** Whether a value does not look like those that the provider usually gives. */
export function isUnusual({ usualPattern, usualMessage }: AuthenticationField, value: string): boolean {
  const text = value.trim();
  if (text === "" || usualPattern === undefined || usualMessage === undefined) return false;
  return !new RegExp(usualPattern).test(text);
}

function parseOrigin(value: unknown): string | undefined {
  return typeof value === "string" && URL.canParse(value) ? new URL(value).origin : undefined;
}

/** The server never sends a stored secret to another address, so a new one asks for the secret again. */
function isSameAddress(stored: Connection, values: FieldValues, fields: readonly AuthenticationField[]): boolean {
  if (stored.type === "webhook") return parseOrigin(stored.metadata["url"]) === parseOrigin(values["url"]);
  return fields
    .filter(({ validate }) => validate === "url")
    .every(({ key }) => stored.metadata[key] === (values[key] ?? "").trim());
}

/** Whether a secret may be left blank, because the stored one stays. */
export function isSecretStored(
  field: AuthenticationField,
  stored: Connection | undefined,
  values: FieldValues,
  fields: readonly AuthenticationField[],
): boolean {
  if (field.type !== "password" || stored?.metadata[field.key] !== SECRET_MASK) return false;
  return isSameAddress(stored, values, fields);
}

/** Whether the value of a header may be left blank, because it is a secret and the stored one stays. */
export function isHeaderStored(name: string, stored: Connection | undefined, values: FieldValues): boolean {
  const headers: unknown = stored?.metadata["custom_headers"];
  if (stored === undefined || !Array.isArray(headers) || !isSameAddress(stored, values, [])) return false;
  const wanted = name.trim().toLowerCase();
  return headers.some(
    (header: { name?: unknown; value?: unknown }) =>
      String(header.name).toLowerCase() === wanted && header.value === SECRET_MASK,
  );
}

/** The fields that a form has from the catalog. What is no text has controls of its own. */
export function textFields({ authentication }: Integration): AuthenticationField[] {
  return (authentication.fields ?? []).filter(({ valueType }) => valueType === undefined);
}

export type FieldSection = {
  name: "account" | "destination" | "authentication" | "signature";
  /** The field that is called as the section is. */
  namedAfter?: string;
  fields: AuthenticationField[];
};

/** The catalog is a flat list; in a webhook's the prefixes of its keys say what belongs together. */
export function toSections(integration: Integration): FieldSection[] {
  const { type } = integration;
  const fields = textFields(integration);
  if (type !== "webhook") return [{ name: "account", fields }];
  const sections: FieldSection[] = [
    { name: "destination", fields: fields.filter(({ key }) => !/^(auth|hmac)_/.test(key)) },
    {
      name: "authentication",
      namedAfter: "auth_scheme",
      fields: fields.filter(({ key }) => key.startsWith("auth_")),
    },
    {
      name: "signature",
      namedAfter: "hmac_algorithm",
      fields: fields.filter(({ key }) => key.startsWith("hmac_")),
    },
  ];
  return sections.filter((section, index) => index === 0 || section.fields.length > 0);
}
