import type { ConnectionWarning } from "#lib/contracts/connections.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type {
  ActionInput,
  AuthenticationField,
  Integration,
  IntegrationAction,
  IntegrationType,
} from "#lib/contracts/integrations.ts";

/**
 * Another wording for a text of the API, which is in English. The same walks over what a destination says serve the pages,
 * which put in the words of the person, and the tool that collects the English catalogs.
 */
export type Say = (key: string, english: string) => string;

/** What is typed or chosen when it is connected. What is no text has controls with words of their own. */
export function sayForm(integration: Integration, say: Say): Integration {
  const { type, authentication } = integration;
  if (authentication.fields === undefined) return integration;
  const fields = authentication.fields.map((field) =>
    field.valueType === undefined ? sayFormField(`${type}.${field.key}`, field, say) : field,
  );
  return { ...integration, authentication: { ...authentication, fields } };
}

const FORM_FIELD = { label: "label", helpText: "hint", patternMessage: "problem", usualMessage: "usual" };

function sayFormField(id: string, field: AuthenticationField, say: Say): AuthenticationField {
  return sayOptions(id, sayTexts(id, field, FORM_FIELD, say), say);
}

/** What its actions are called, and what they do. */
export function sayActions(integration: Integration, say: Say): Integration {
  return mapActions(integration, (id, action) => {
    const { display } = action;
    const said = sayTexts(id, action, { label: "label" }, say);
    if (display === undefined) return said;
    return { ...said, display: sayTexts(id, display, { label: "label", description: "description" }, say) };
  });
}

/** What its actions ask for in rules. */
export function sayInputs(integration: Integration, say: Say): Integration {
  return mapActions(integration, (id, action) =>
    action.data === undefined
      ? action
      : { ...action, data: action.data.map((input) => sayInput(`${id}.${input.key}`, input, say)) },
  );
}

const INPUT = { label: "label", description: "hint", placeholder: "example", regexMessage: "problem" };

function sayInput(id: string, input: ActionInput, say: Say): ActionInput {
  const said = sayTexts(id, input, INPUT, say);
  if (said.kind === "simple") return said;
  if (said.kind === "field") return sayOptions(id, said, say);
  const { options } = said;
  const display = sayTexts(`${id}.${options.field}`, options.display, { label: "label", description: "hint" }, say);
  return { ...said, options: { ...options, display } };
}

/** The fields that a mapping can fill. */
export function sayFields(type: IntegrationType, fields: readonly CatalogField[], say: Say): CatalogField[] {
  return fields.map((field) => sayTexts(`${type}.${field.key}`, field, { label: "label", description: "hint" }, say));
}

/** What does not work without a permission. What has changed in an account is no text about its destination. */
export function sayWarning(type: IntegrationType, warning: ConnectionWarning, say: Say): ConnectionWarning {
  const { code, subject, message } = warning;
  return code === "missing_scope" ? { ...warning, message: say(`${type}.${toKey(subject)}`, message) } : warning;
}

/** A scope may have blanks and colons, the ids of texts may not. */
function toKey(scope: string): string {
  return scope.replaceAll(/[^a-zA-Z0-9_.-]+/g, "-");
}

function mapActions(
  integration: Integration,
  change: (id: string, action: IntegrationAction) => IntegrationAction,
): Integration {
  const actions = Object.entries(integration.actions).map(([key, action]) => [
    key,
    change(`${integration.type}.${key}`, action),
  ]);
  return { ...integration, actions: Object.fromEntries(actions) };
}

/** `parts`: by the property of a text, what it is called in the ids of texts. */
function sayTexts<Of extends object>(id: string, of: Of, parts: Readonly<Record<string, string>>, say: Say): Of {
  const said = Object.entries(of).flatMap(([property, text]: [string, unknown]) => {
    const part = Object.hasOwn(parts, property) ? parts[property] : undefined;
    return part === undefined || typeof text !== "string" ? [] : [[property, say(`${id}.${part}`, text)]];
  });
  return { ...of, ...Object.fromEntries(said) };
}

type WithOptions = { options?: { label: string; value: string }[] | undefined };

/** An option that is called as its value is, such as POST, is no word of a language. */
function sayOptions<Of extends WithOptions>(id: string, of: Of, say: Say): Of {
  if (of.options === undefined) return of;
  const options = of.options.map(({ label, value }) => ({
    label: label === value ? label : say(`${id}.option.${value}`, label),
    value,
  }));
  return { ...of, options };
}
