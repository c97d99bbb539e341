import type { IntegrationAction } from "#lib/contracts/integrations.ts";
import { builtInDestinations } from "#lib/server/providers/registry.ts";
import { destinationPage } from "./destination-page.ts";
import { code, describeLimits, describeScopes, describeSettings, table } from "./destination-words.ts";

const { all } = builtInDestinations;

export function actionTable(): string {
  const rows = all.flatMap(({ integration }) =>
    Object.values(integration.actions).map((action, index) => [
      index === 0 ? `[${integration.name}](destinations/${integration.type}.md) ${code(integration.type)}` : "",
      code(action.key),
      describeMetadata(action),
      action.display?.description ?? action.label,
    ]),
  );
  return table(["Destination", "Action", "Also in the rule's metadata", "What it does"], rows);
}

function describeMetadata({ fields = [], data = [] }: IntegrationAction): string {
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
    limits === undefined ? "none" : describeLimits(limits),
    onAmbiguous === "stop" ? "stops, with a message" : "sent again",
  ]);
  return table(["Destination", "Limits that are kept", "Sent without a response"], rows);
}

export function oauthClientTable(): string {
  const rows = all.flatMap(({ integration: { name, type }, oauth }) =>
    oauth === undefined ? [] : [[name, describeSettings(type), code(`/oauth/callback/${type}`), describeScopes(oauth)]],
  );
  return table(["Provider", "Variables", "Call-back, below the public address", "Scopes"], rows);
}

/** The page of each destination, by the name of its generated part. */
export const destinationPages: Readonly<Record<string, () => string>> = Object.fromEntries(
  all.map((destination) => [`destination-${destination.integration.type}`, () => destinationPage(destination)]),
);
