import { z } from "zod";
import type { Destination } from "#lib/server/providers/contract.ts";
import type { Settings, Access, TokenSource } from "#lib/server/providers/kit/access.ts";
import type { Fault } from "#lib/server/providers/kit/fault.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";
import type { ConnectionRow } from "./connection.ts";
import type { ConnectionsApp } from "./context.ts";

const Secrets = z.record(z.string(), z.string());

type SealedRow = Pick<ConnectionRow, "id" | "metadata" | "secretsSealed">;

export function sealSecrets(sealer: Sealer, connectionId: string, secrets: Record<string, string>): Promise<string> {
  return sealer.seal(JSON.stringify(secrets), `connections/${connectionId}/secrets`);
}

/** The settings as a delivery needs them, secrets opened. Never leaves the server. */
export async function openSettings(sealer: Sealer, row: SealedRow): Promise<Settings> {
  if (row.secretsSealed === null) return { metadata: row.metadata, secrets: {} };
  const json = await sealer.open(row.secretsSealed, `connections/${row.id}/secrets`);
  return { metadata: row.metadata, secrets: Secrets.parse(JSON.parse(json)) };
}

type Deps = Pick<ConnectionsApp, "egress" | "env" | "log" | "tokens" | "destinations">;

/** Throws 409 for an inactive connection: its account is not asked anything. */
export function requireActive(row: Pick<ConnectionRow, "active">): void {
  if (!row.active) throw new AppError("conflict", "The connection is inactive: resume it, or fix it, first");
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
      "A response could not be inspected; its meaning is used all the same",
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
  row: Pick<ConnectionRow, "id" | "metadata" | "secretsSealed">,
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
