import type { connections } from "#lib/server/db/schema/connections.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import type { Access, Settings } from "#lib/server/providers/kit/access.ts";
import type { Fault } from "#lib/server/providers/kit/fault.ts";
import type { TokenSource } from "#lib/server/providers/kit/tokens.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { openSettings } from "./connection-secrets.ts";
import type { ConnectionsApp } from "./context.ts";

type Row = typeof connections.$inferSelect;
type Deps = Pick<ConnectionsApp, "egress" | "env" | "log" | "tokens" | "destinations">;

/** Throws 409 for a connection that is switched off: its account is not asked anything. */
export function requireActive(row: Pick<Row, "active">): void {
  if (!row.active) throw new AppError("conflict", "The connection is switched off: switch it on, or repair it, first");
}

/** For one delivery, test or load: all of its requests together have the time of one delivery. */
export function accessWith(
  { egress, env, log }: Pick<Deps, "egress" | "env" | "log">,
  { integration }: Destination,
  settings: Settings,
  tokens: TokenSource | undefined,
): Access {
  const operator = env.providers[integration.type] ?? {};
  const reportBug = (err: unknown) => {
    log.error(
      { err, destination: integration.type },
      "An answer could not be looked at; what it means counts all the same",
    );
  };
  return { settings, operator, tokens, egress, timeoutMs: env.deliveryTimeoutMs, reportBug };
}

/** With the settings of a connection that is stored. */
export function storedAccess(app: Deps, destination: Destination, connectionId: string, settings: Settings): Access {
  const tokens = destination.oauth === undefined ? undefined : app.tokens.of(connectionId);
  return accessWith(app, destination, settings, tokens);
}

export async function openAccess(
  app: Deps & Pick<ConnectionsApp, "sealer">,
  destination: Destination,
  row: Pick<Row, "id" | "metadata" | "secretsSealed">,
): Promise<Access> {
  return storedAccess(app, destination, row.id, await openSettings(app.sealer, row));
}

/**
 * 422 for whatever kept the provider from answering well, a time-out included: the request was understood, and asking
 * this server again helps only when something at the provider has changed.
 */
export function unreadable(problems: readonly { param: string; fault: Fault }[]): AppError {
  const data = problems.map(({ param, fault }) => ({ param, msg: fault.message }));
  return new AppError("unprocessable", data[0]?.msg ?? "The provider could not be read", { data });
}
