import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration, IntegrationAction } from "#lib/contracts/integrations.ts";

/** What a rule can do with a connection, by the catalog. */
export function connectionActions(
  connection: ConnectionSummary | undefined,
  integrations: readonly Integration[],
): IntegrationAction[] {
  return Object.values(integrations.find(({ type }) => type === connection?.type)?.actions ?? {});
}
