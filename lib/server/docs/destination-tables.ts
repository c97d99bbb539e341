import type { IntegrationAction } from "../../contracts/integrations.ts";
import type { Destination } from "../destinations/definition.ts";
import type { DeliveryLimits } from "../destinations/limits.ts";
import { builtInDestinations } from "../destinations/registry.ts";
import { table } from "./table.ts";

const code = (text: string) => `\`${text}\``;
const { all } = builtInDestinations;

export function actionTable(): string {
  const rows = all.flatMap(({ integration }) =>
    Object.values(integration.actions).map((action, index) => [
      index === 0 ? `**${integration.name}** ${code(integration.type)}` : "",
      code(action.key),
      metadataOf(action),
      action.display?.description ?? action.label,
    ]),
  );
  return table(["Destination", "Action", "Also in the rule's metadata", "What it does"], rows);
}

function metadataOf({ fields = [], data = [] }: IntegrationAction): string {
  const isRequired = (field: string) =>
    data.some((input) => input.required === true && (input.field === field || isOption(input, field)));
  return fields.map((field) => (isRequired(field) ? code(field) : `[${code(field)}]`)).join(", ");
}

function isOption(input: NonNullable<IntegrationAction["data"]>[number], field: string): boolean {
  return input.kind === "advanced" && input.options.field === field;
}

/** What each destination assumes of its provider, for operators who connect it first. */
export function unseenTable(): string {
  const rows = all.flatMap(({ integration, unseen }) =>
    unseen.map((fact, index) => [index === 0 ? integration.name : "", fact]),
  );
  return table(["Destination", "Assumed"], rows);
}

export function limitTable(): string {
  const rows = all.map(({ integration, limits, onAmbiguous }) => [
    integration.name,
    limits === undefined ? "none" : limitsOf(limits),
    onAmbiguous === "stop" ? "stops, and says so" : "sent again",
  ]);
  return table(["Destination", "Limits that are kept", "Sent, and not answered"], rows);
}

function limitsOf({ rate, concurrency }: DeliveryLimits): string {
  const parts = [
    ...(rate === undefined
      ? []
      : [
          `${rate.requests} requests in ${rate.perMs / 1000} s${rate.scope === "operator" ? ", all connections together" : ""}`,
        ]),
    ...(concurrency === undefined ? [] : [`${concurrency} ${concurrency === 1 ? "delivery" : "deliveries"} at once`]),
  ];
  return parts.length === 0 ? "none" : parts.join("; ");
}

export function oauthClientTable(): string {
  const rows = all.flatMap(({ integration: { name, type }, oauth }) =>
    oauth === undefined ? [] : [[name, settingsOf(type), code(`/oauth/callback/${type}`), scopesOf(oauth)]],
  );
  return table(["Provider", "Variables", "Call-back, below the public address", "Scopes"], rows);
}

function settingsOf(type: string): string {
  const names = ["CLIENT_ID", "CLIENT_SECRET", ...(type === "discord" ? ["BOT_TOKEN"] : [])];
  return names.map((name) => code(`MESHES_PROVIDER_${type.toUpperCase()}_${name}`)).join(", ");
}

function scopesOf({ scopes, scopesIn }: NonNullable<Destination["oauth"]>): string {
  const names = scopes.map(({ name, isOptional }) => (isOptional === true ? `[${code(name)}]` : code(name))).join(", ");
  return scopesIn === "app" ? `${names} (ticked at the provider's app)` : names;
}
