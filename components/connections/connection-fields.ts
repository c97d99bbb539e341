import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";

export type FieldValues = Record<string, string>;

export function isFieldShown({ dependsOn }: AuthenticationField, values: FieldValues): boolean {
  if (!dependsOn) return true;
  const wanted = Array.isArray(dependsOn.value) ? dependsOn.value : [dependsOn.value];
  return wanted.includes(values[dependsOn.field] ?? "");
}

function originOf(value: unknown): string | undefined {
  return typeof value === "string" && URL.canParse(value) ? new URL(value).origin : undefined;
}

/** The server never sends a stored secret to another host, so a new address asks for the secret again. */
function isSameOrigin(stored: Connection, values: FieldValues): boolean {
  return originOf(stored.metadata["url"]) === originOf(values["url"]);
}

/** Whether a secret may be left blank, because the stored one stays. */
export function isSecretStored(
  field: AuthenticationField,
  stored: Connection | undefined,
  values: FieldValues,
): boolean {
  if (field.type !== "password" || stored?.metadata[field.key] !== SECRET_MASK) return false;
  return isSameOrigin(stored, values);
}

export type FieldSection = { title: string; fields: AuthenticationField[] };

/** The catalogue is a flat list; the prefixes of its keys say what belongs together. */
export function toSections(fields: readonly AuthenticationField[]): FieldSection[] {
  const sections: FieldSection[] = [
    { title: "Destination", fields: fields.filter(({ key }) => !/^(auth|hmac)_/.test(key)) },
    { title: "Authentication", fields: fields.filter(({ key }) => key.startsWith("auth_")) },
    { title: "Body signature", fields: fields.filter(({ key }) => key.startsWith("hmac_")) },
  ];
  return sections.filter((section, index) => index === 0 || section.fields.length > 0);
}
