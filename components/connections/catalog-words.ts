import type { Integration } from "#lib/contracts/integrations.ts";

export function isOAuth({ authentication }: Pick<Integration, "authentication">): boolean {
  return authentication.type === "oauth";
}

/** What can be connected now, by name. */
export function connectable(integrations: readonly Integration[]): Integration[] {
  return integrations
    .filter(({ available }) => available !== false)
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

function actionLabels({ actions }: Integration): string[] {
  return Object.values(actions).map(({ label, display }) => display?.label ?? label);
}

/** What it does, in a line: a single action has room for its description. */
export function summarizeIntegration(integration: Integration): string {
  const [only, ...others] = Object.values(integration.actions);
  const described = others.length === 0 ? only?.display?.description : undefined;
  return described ?? actionLabels(integration).join(" · ");
}

/** Every word that is searched for must stand in the name or in what the destination does. */
export function matchesSearch(integration: Integration, search: string): boolean {
  const text = [integration.name, ...actionLabels(integration)].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
