import type { AppContext } from "../app-context.ts";
import type { connections } from "../db/schema/connections.ts";
import type { ProviderAccess } from "../destinations/definition.ts";
import { createProviderApi, type LoadProblem } from "../destinations/provider-api.ts";
import { AppError } from "../errors.ts";
import { openSettings } from "./connection-secrets.ts";

type Row = typeof connections.$inferSelect;

/** Throws 409 for a connection that is switched off: its account is not asked anything. */
export function requireActive(row: Pick<Row, "active">): void {
  if (!row.active) throw new AppError("conflict", "The connection is switched off: switch it on, or repair it, first");
}

/** For one load: all of its requests together have the time of one delivery. */
export async function providerAccess(
  app: Pick<AppContext, "sealer" | "egress" | "env">,
  row: Row,
): Promise<ProviderAccess> {
  const settings = await openSettings(app.sealer, row);
  return { settings, api: createProviderApi(app.egress, app.env.deliveryTimeoutMs) };
}

/**
 * 422 for whatever kept the provider from answering well, a time-out included: the request was understood, and asking
 * this server again helps only when something at the provider has changed.
 */
export function unreadable(problems: readonly { param: string; problem: LoadProblem }[]): AppError {
  const data = problems.map(({ param, problem }) => ({ param, msg: problem.message }));
  return new AppError("unprocessable", data[0]?.msg ?? "The provider could not be read", { data });
}
