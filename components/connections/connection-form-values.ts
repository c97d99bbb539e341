import { textFields, isFieldShown, isHeaderStored, isSecretStored } from "#components/connections/connection-fields.ts";
import { isBlankHeader, type ConnectionForm } from "#components/connections/connection-form-schema.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { AuthenticationField, Integration } from "#lib/contracts/integrations.ts";

export type ConnectionInput = { name: string; metadata: Record<string, unknown> };

function isHeader(value: unknown): value is { name: string; value: string } {
  return typeof value === "object" && value !== null && "name" in value && "value" in value;
}

function storedHeaders(value: unknown): { name: string; value: string }[] {
  return Array.isArray(value)
    ? value.filter(isHeader).map(({ name, value: text }) => ({ name, value: text === SECRET_MASK ? "" : text }))
    : [];
}

function initialValue(field: AuthenticationField, stored: Connection | undefined): string {
  const value = stored?.metadata[field.key];
  if (typeof value === "string" && value !== SECRET_MASK) return value;
  return field.defaultValue ?? field.options?.[0]?.value ?? "";
}

export function toFormValues(integration: Integration, stored: Connection | undefined): ConnectionForm {
  return {
    name: stored?.name ?? (integration.type === "webhook" ? "" : integration.name),
    fields: Object.fromEntries(textFields(integration).map((field) => [field.key, initialValue(field, stored)])),
    custom_headers: storedHeaders(stored?.metadata["custom_headers"]),
    is_tested: true,
  };
}

/** What is sent: shown fields only, the mask for a secret that stays. */
export function toConnectionInput(
  form: ConnectionForm,
  integration: Integration,
  stored: Connection | undefined,
): ConnectionInput {
  const metadata: Record<string, unknown> = {};
  for (const field of textFields(integration).filter((candidate) => isFieldShown(candidate, form.fields))) {
    const value = (form.fields[field.key] ?? "").trim();
    if (value !== "") metadata[field.key] = value;
    else if (isSecretStored(field, stored, form.fields, textFields(integration))) metadata[field.key] = SECRET_MASK;
  }
  if (integration.type !== "webhook") return { name: form.name.trim(), metadata };
  return {
    name: form.name.trim(),
    metadata: {
      ...metadata,
      custom_headers: form.custom_headers
        .filter((header) => !isBlankHeader(header))
        .map(({ name, value }) => ({
          name: name.trim(),
          value: value === "" && isHeaderStored(name, stored, form.fields) ? SECRET_MASK : value,
        })),
      skip_test: !form.is_tested,
    },
  };
}

/** The signing secret in clear, which an answer carries only when the secret is new. */
export function newSigningSecret({ metadata }: Connection): string | undefined {
  const secret = metadata["signing_secret"];
  return typeof secret === "string" && secret !== SECRET_MASK ? secret : undefined;
}
