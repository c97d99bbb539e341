import { z } from "zod";
import { isFieldShown, isSecretStored } from "#components/connections/connection-fields.ts";
import { type Connection, ConnectionName } from "#lib/contracts/connections.ts";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";

export const CUSTOM_HEADERS_MAX = 5;
const URL_CHARACTERS_MAX = 2048;

const HeaderRow = z.object({
  name: z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/, "A header name such as X-Source"),
  value: z.string().max(1024, "At most 1,024 characters"),
});

const Base = z.object({
  name: ConnectionName,
  fields: z.record(z.string(), z.string()),
  custom_headers: z.array(HeaderRow).max(CUSTOM_HEADERS_MAX),
  is_tested: z.boolean(),
});
export type ConnectionForm = z.infer<typeof Base>;

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function urlProblem(value: string): string | undefined {
  if (value.length > URL_CHARACTERS_MAX) return "At most 2,048 characters";
  if (!URL.canParse(value)) return "A whole address, such as https://example.com/hooks";
  const { protocol, hostname } = new URL(value);
  if (protocol === "https:" || (protocol === "http:" && LOOPBACK_HOST.test(hostname))) return undefined;
  return "The address must begin with https://";
}

function fieldProblem(field: AuthenticationField, value: string, isKept: boolean): string | undefined {
  if (value === "") return field.required && !isKept ? "Required" : undefined;
  return field.validate === "url" ? urlProblem(value) : undefined;
}

/** The form's rules, made from what the catalogue says about the integration. The server checks again. */
export function connectionFormSchema(fields: readonly AuthenticationField[], stored: Connection | undefined) {
  return Base.superRefine((form, context) => {
    for (const field of fields.filter((candidate) => isFieldShown(candidate, form.fields))) {
      const value = (form.fields[field.key] ?? "").trim();
      const message = fieldProblem(field, value, isSecretStored(field, stored, form.fields));
      if (message) context.addIssue({ code: "custom", path: ["fields", field.key], message });
    }
    form.custom_headers.forEach(({ name }, index) => {
      const first = form.custom_headers.findIndex((header) => header.name.toLowerCase() === name.toLowerCase());
      if (name === "" || first === index) return;
      context.addIssue({ code: "custom", path: ["custom_headers", index, "name"], message: "This header is listed twice" });
    });
  });
}
