import type { ConnectionTest } from "../../contracts/connection-tests.ts";
import type { ServiceContext } from "../app-context.ts";
import { capExchange } from "../destinations/cap-exchange.ts";
import type { AttemptOutcome } from "../destinations/outcome.ts";
import { requireDestination } from "./check-settings.ts";
import { openSettings } from "./connection-secrets.ts";
import { requireConnection } from "./get-connection.ts";

/** Tries the saved settings, also of a connection that is switched off. Changes nothing, whatever comes out. */
export async function testConnection(ctx: ServiceContext, connectionId: string): Promise<ConnectionTest> {
  const row = await requireConnection(ctx.db, ctx.scope, connectionId);
  const settings = await openSettings(ctx.sealer, row);
  const startedAt = new Date();
  const request = { workspaceId: row.workspaceId, settings, now: startedAt };
  const outcome = await requireDestination(ctx, row.type).test(request, ctx.egress);
  return {
    connection: row.id,
    ok: outcome.kind === "delivered",
    outcome_code: outcome.code,
    message: outcome.message,
    ...statusOf(outcome),
    duration_ms: Math.round(outcome.durationMs),
    started_at: startedAt.toISOString(),
    completed_at: new Date().toISOString(),
    ...detailsOf(outcome),
  };
}

function statusOf({ statusCode }: { statusCode?: number }) {
  return statusCode === undefined ? {} : { status_code: statusCode };
}

function detailsOf({ exchange }: AttemptOutcome) {
  if (exchange === undefined) return {};
  const { request, headers, body, truncated, ...rest } = capExchange(exchange);
  return { details: { request, ...statusOf(rest), headers, body, truncated } };
}
