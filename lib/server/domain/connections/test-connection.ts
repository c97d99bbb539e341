import type { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import { capExchange } from "#lib/server/providers/kit/cap-exchange.ts";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { requireDestination } from "./check-settings.ts";
import { requireConnection } from "./connection.ts";
import type { ConnectionsContext } from "./context.ts";
import { openAccess } from "./provider-access.ts";

/** Tries the saved settings, also of an inactive connection, and leaves them alone whatever comes out. */
export async function testConnection(ctx: ConnectionsContext, connectionId: string): Promise<ConnectionTest> {
  const row = await requireConnection(ctx.db, ctx.scope, connectionId);
  const destination = requireDestination(ctx, row.type);
  const startedAt = clock.now();
  const request = { workspaceId: row.workspaceId, now: startedAt };
  const { outcome } = await destination.test(request, await openAccess(ctx, destination, row));
  return {
    connection: row.id,
    ok: outcome.kind === "delivered",
    outcome_code: outcome.code,
    message: outcome.message,
    ...serializeStatus(outcome),
    ...(outcome.providerCode === undefined ? {} : { provider_code: outcome.providerCode }),
    duration_ms: Math.round(outcome.durationMs),
    started_at: startedAt.toISOString(),
    completed_at: clock.now().toISOString(),
    ...serializeDetails(outcome),
  };
}

function serializeStatus({ statusCode }: { statusCode?: number }) {
  return statusCode === undefined ? {} : { status_code: statusCode };
}

function serializeDetails({ exchange }: AttemptOutcome) {
  if (exchange === undefined) return {};
  const { request, headers, body, truncated, ...rest } = capExchange(exchange);
  return { details: { request, ...serializeStatus(rest), headers, body, truncated } };
}
