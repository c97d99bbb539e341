import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { ActionInput, AuthenticationField, IntegrationAction } from "#lib/contracts/integrations.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { code, table } from "./destination-words.ts";
import { describeLimits, scopeName, describeSettings } from "./destination-words.ts";
import { failureTable } from "./failure-table.ts";

/** What the code knows about a destination, for its own page. */
export function destinationPage(destination: Destination): string {
  const { integration, unseen } = destination;
  const sections = [
    ["How it is connected", connection(destination)],
    [
      "Actions",
      Object.values(integration.actions)
        .map((action) => actionSection(action))
        .join("\n\n"),
    ],
    ["Fields", fields(destination)],
    ["Limits", limits(destination)],
    ["When a delivery fails", failureTable(destination)],
    ["Not seen at the provider", unseen.map((fact) => `- ${fact}`).join("\n")],
  ] as const;
  return sections
    .filter(([, text]) => text !== "")
    .map(([title, text]) => `## ${title}\n\n${text}`)
    .join("\n\n");
}

function connection({ integration: { name, type, authentication }, oauth }: Destination): string {
  const settings = authentication.fields ?? [];
  if (oauth === undefined) {
    return [
      `In the workspace, or with \`POST /connections\`, \`type\` ${code(type)} and these keys in \`metadata\`:`,
      settingTable(settings),
    ].join("\n\n");
  }
  const choices =
    settings.length === 0 ? [] : ["Chosen before the consent, in `options` of the call:", settingTable(settings)];
  const scopes = oauth.scopes.map((scope) => [scopeName(scope), scope.unlocks]);
  const hasOptional = oauth.scopes.some(({ isOptional }) => isOptional === true);
  return [
    `By [OAuth](../embed/oauth.md): in the workspace, or with \`POST /workspaces/{id}/oauth-attempts\` and \`type\` ${code(type)}. The operator registers an app with ${name} once: ${describeSettings(type)}, and the call-back ${code(`/oauth/callback/${type}`)} below the public address.`,
    ...choices,
    oauth.scopesIn === "app" ? `Scopes, ticked at the app itself:` : "Scopes that are asked for:",
    table(["Scope", "Needed for"], scopes),
    ...(hasOptional ? ["A connection works without those in brackets, and says what does not."] : []),
  ].join("\n\n");
}

function settingTable(settings: readonly AuthenticationField[]): string {
  const rows = settings.map((setting) => [
    code(setting.key),
    setting.label,
    setting.required === true ? "required" : "optional",
    [
      setting.helpText,
      setting.valueType === undefined ? describeChoices(setting) : undefined,
      setting.valueType === "boolean" ? "`true` or `false`" : undefined,
      describeCondition(setting),
    ]
      .filter((part) => part !== undefined)
      .join(". "),
  ]);
  return table(["Key", "Setting", "", ""], rows);
}

function describeChoices({ options, defaultValue }: AuthenticationField): string | undefined {
  if (options === undefined) return undefined;
  const values = options.map(({ value }) => code(value)).join(", ");
  return defaultValue === undefined ? `One of ${values}` : `One of ${values}; unless given ${code(defaultValue)}`;
}

function describeCondition({ dependsOn }: AuthenticationField): string | undefined {
  if (dependsOn === undefined) return undefined;
  return `With ${code(dependsOn.field)} ${[dependsOn.value].flat().map(code).join(" or ")}`;
}

function actionSection({ key, label, data = [], display }: IntegrationAction): string {
  const head = `### ${label}\n\n${code(key)}: ${display?.description ?? label}.`;
  if (data.length === 0) return `${head} The rule needs nothing but \`"action": "${key}"\`.`;
  const rows = data.flatMap((input) => inputRows(input));
  return [head, table(["In the rule's `metadata`", "What", "", ""], rows)].join("\n\n");
}

function inputRows(input: ActionInput): string[][] {
  const need = input.required === true ? "required" : "optional";
  if (input.kind === "field") {
    const choices = input.options?.map(({ value }) => code(value)).join(", ");
    const parts = [input.description, choices && `One of ${choices}`].filter((part) => part !== undefined);
    return [[code(input.field), input.label, need, parts.join(". ")]];
  }
  const label = input.label ?? input.noun ?? input.field;
  const chosen = [
    code(input.field),
    label,
    need,
    `The id of one of \`${input.key}\` at \`GET /connections/{id}/actions\``,
  ];
  if (input.kind === "simple") return [chosen];
  const { field, display } = input.options;
  return [chosen, [code(field), display.label, need, "One of its `options`"]];
}

function fields({ integration: { name }, fields: source }: Destination): string {
  if (source === undefined) {
    return `There are none: a [mapping](../mappings.md) has no effect, as ${name} takes what the rule and the payload say.`;
  }
  const own = source.isClosed
    ? `Beside these a mapping can fill what the account has, which \`GET /connections/{id}/fields\` lists. Nothing else can be written.`
    : `A mapping can fill these, and any other by its name.`;
  return [
    table(
      ["Field", "Type", ""],
      source.fixed.map((field) => fieldRow(field)),
    ),
    own,
  ].join("\n\n");
}

function fieldRow({ key, label, type, constraints = {} }: CatalogField): string[] {
  const { required, max_length: length, format, allowed_values: values } = constraints;
  const parts = [
    required === true ? "required" : undefined,
    label,
    format === undefined || format === "unknown" ? undefined : `form: ${format}`,
    length === undefined ? undefined : `at most ${length} characters`,
    values === undefined ? undefined : `one of ${values.map(code).join(", ")}`,
  ].filter((part) => part !== undefined);
  return [code(key), type.replaceAll("_", " "), parts.join("; ")];
}

function limits({ integration: { name }, limits: kept, onAmbiguous }: Destination): string {
  const rate = kept === undefined ? "none" : describeLimits(kept);
  const told =
    rate === "none"
      ? `No limit applies by default. When ${name} asks to wait, the deliveries of the connection wait that long.`
      : `Deliveries are limited to ${rate}. When ${name} asks to wait longer, they wait that long.`;
  const ambiguous =
    onAmbiguous === "stop"
      ? `What was sent without getting a response is **not** sent again automatically, because ${name} cannot detect duplicates: the attempt says so, and a person decides.`
      : "What was sent without getting a response is sent again.";
  return `${told} ${ambiguous}`;
}
