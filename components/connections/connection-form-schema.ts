import { isFieldShown, isSecretStored } from "#components/connections/connection-fields.ts";
import { textProblem, type FormProblem } from "#components/patterns/problems-resolver.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { CONNECTION_NAME } from "#lib/contracts/constants.ts";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";

export const CUSTOM_HEADERS_MAX = 5;
const URL_CHARACTERS_MAX = 2048;
const HEADER_NAME = {
  max: 64,
  pattern: /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/,
  message: "A header name such as X-Source",
};
const HEADER_VALUE_MAX = 1024;

export type ConnectionForm = {
  name: string;
  fields: Record<string, string>;
  custom_headers: { name: string; value: string }[];
  is_tested: boolean;
};
type Problem = FormProblem<ConnectionForm>;

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function urlProblem(value: string): string | undefined {
  if (value.length > URL_CHARACTERS_MAX) return "At most 2,048 characters";
  if (!URL.canParse(value)) return "A full URL that starts with https://";
  const { protocol, hostname } = new URL(value);
  if (protocol === "https:" || (protocol === "http:" && LOOPBACK_HOST.test(hostname))) return undefined;
  return "The URL must start with https://";
}

function fieldProblem(field: AuthenticationField, value: string, isKept: boolean): string | undefined {
  if (value === "") return field.required && !isKept ? "Required" : undefined;
  const problem = field.validate === "url" ? urlProblem(value) : undefined;
  if (problem !== undefined || field.pattern === undefined || new RegExp(field.pattern).test(value)) return problem;
  return field.patternMessage ?? "Invalid format";
}

type Header = ConnectionForm["custom_headers"][number];

/** A row that nobody has typed into is neither wrong nor sent. */
export function isBlankHeader({ name, value }: Header): boolean {
  return name === "" && value === "";
}

/** As they are compared. */
function headerKey({ name }: Header): string {
  return name.trim().toLowerCase();
}

function headerProblems(form: ConnectionForm): Problem[] {
  return form.custom_headers.flatMap((header, index): Problem[] => {
    if (isBlankHeader(header)) return [];
    const { name, value } = header;
    const first = form.custom_headers.findIndex((other) => headerKey(other) === headerKey(header));
    const problem = name === "" ? HEADER_NAME.message : textProblem(name, HEADER_NAME);
    const nameProblem = problem ?? (first === index ? undefined : "This header is listed twice");
    return [
      ...(nameProblem === undefined ? [] : [{ path: `custom_headers.${index}.name` as const, message: nameProblem }]),
      ...(value.length <= HEADER_VALUE_MAX
        ? []
        : [{ path: `custom_headers.${index}.value` as const, message: "At most 1,024 characters" }]),
    ];
  });
}

/** The form's rules, made from what the catalog says about the integration. The server checks again. */
export function connectionFormProblems(
  form: ConnectionForm,
  fields: readonly AuthenticationField[],
  stored: Connection | undefined,
): Problem[] {
  const name = textProblem(form.name, CONNECTION_NAME);
  const shown = fields.filter((candidate) => isFieldShown(candidate, form.fields));
  const ofFields = shown.flatMap((field): Problem[] => {
    const value = (form.fields[field.key] ?? "").trim();
    const message = fieldProblem(field, value, isSecretStored(field, stored, form.fields, fields));
    return message === undefined ? [] : [{ path: `fields.${field.key}`, message }];
  });
  return [
    ...(name === undefined ? [] : [{ path: "name" as const, message: name }]),
    ...ofFields,
    ...headerProblems(form),
  ];
}
