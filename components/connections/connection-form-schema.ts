import { isFieldShown, isSecretStored } from "#components/connections/connection-fields.ts";
import { textProblem, type FormProblem } from "#components/patterns/problems-resolver.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { CONNECTION_NAME } from "#lib/contracts/constants.ts";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";
import type { commonTexts } from "#lib/i18n/texts/common.ts";
import type { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

export const CUSTOM_HEADERS_MAX = 5;
const URL_CHARACTERS_MAX = 2048;
const HEADER_NAME = { max: 64, pattern: /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/ };
const HEADER_VALUE_MAX = 1024;

export type ConnectionForm = {
  name: string;
  fields: Record<string, string>;
  custom_headers: { name: string; value: string }[];
  is_tested: boolean;
};
type Problem = FormProblem<ConnectionForm>;
type Translate = TranslateOf<typeof connectionFormTexts>;
/** The words of this form, and those that all forms share. */
export type ConnectionFormWords = { form: Translate; common: TranslateOf<typeof commonTexts> };

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function urlProblem(value: string, t: Translate): string | undefined {
  if (value.length > URL_CHARACTERS_MAX) return t("problem.long", { max: URL_CHARACTERS_MAX });
  if (!URL.canParse(value)) return t("problem.url");
  const { protocol, hostname } = new URL(value);
  if (protocol === "https:" || (protocol === "http:" && LOOPBACK_HOST.test(hostname))) return undefined;
  return t("problem.url.protocol");
}

function fieldProblem(field: AuthenticationField, value: string, t: Translate): string | undefined {
  const problem = field.validate === "url" ? urlProblem(value, t) : undefined;
  if (problem !== undefined || field.pattern === undefined || new RegExp(field.pattern).test(value)) return problem;
  return field.patternMessage ?? t("problem.format");
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

function headerProblems(form: ConnectionForm, { form: t, common }: ConnectionFormWords): Problem[] {
  const rule = { ...HEADER_NAME, message: t("problem.header") };
  return form.custom_headers.flatMap((header, index): Problem[] => {
    if (isBlankHeader(header)) return [];
    const { name, value } = header;
    const first = form.custom_headers.findIndex((other) => headerKey(other) === headerKey(header));
    const problem = name === "" ? rule.message : textProblem(name, rule, common);
    const nameProblem = problem ?? (first === index ? undefined : t("problem.header.twice"));
    return [
      ...(nameProblem === undefined ? [] : [{ path: `custom_headers.${index}.name` as const, message: nameProblem }]),
      ...(value.length <= HEADER_VALUE_MAX
        ? []
        : [{ path: `custom_headers.${index}.value` as const, message: t("problem.long", { max: HEADER_VALUE_MAX }) }]),
    ];
  });
}

/** The form's rules, made from what the catalog says about the integration. The server checks again. */
export function connectionFormProblems(
  form: ConnectionForm,
  fields: readonly AuthenticationField[],
  stored: Connection | undefined,
  words: ConnectionFormWords,
): Problem[] {
  const { form: t, common } = words;
  const name = textProblem(form.name, CONNECTION_NAME, common);
  const shown = fields.filter((candidate) => isFieldShown(candidate, form.fields));
  const ofFields = shown.flatMap((field): Problem[] => {
    const value = (form.fields[field.key] ?? "").trim();
    const isKept = isSecretStored(field, stored, form.fields, fields);
    const missing = field.required && !isKept ? t("problem.required") : undefined;
    const message = value === "" ? missing : fieldProblem(field, value, t);
    return message === undefined ? [] : [{ path: `fields.${field.key}`, message }];
  });
  return [
    ...(name === undefined ? [] : [{ path: "name" as const, message: name }]),
    ...ofFields,
    ...headerProblems(form, words),
  ];
}
