import type { ActionData } from "../../contracts/action-data.ts";
import type { ServiceContext } from "../app-context.ts";
import type { Destination } from "../destinations/definition.ts";
import { badParam } from "../errors.ts";
import { requireDestination } from "./check-settings.ts";
import { requireConnection } from "./get-connection.ts";
import { openAccess, requireActive, unreadable } from "./provider-access.ts";

/**
 * What rules can choose in the connected account at this moment, all of it or one key of it: everything, or 422 with
 * what could not be read.
 */
export async function getConnectionActions(
  ctx: ServiceContext,
  connectionId: string,
  key: string | undefined,
): Promise<ActionData> {
  const row = await requireConnection(ctx.db, ctx.scope, connectionId);
  const destination = requireDestination(ctx, row.type);
  const loaders = loadersOf(destination, key);
  requireActive(row);
  const access = await openAccess(ctx, destination, row);
  const loaded = await Promise.all(loaders.map(async ([key, load]) => ({ key, result: await load(access) })));
  const problems = loaded.flatMap(({ key, result }) => (result.ok ? [] : [{ param: key, fault: result.fault }]));
  if (problems.length > 0) throw unreadable(problems);
  return Object.fromEntries(loaded.flatMap(({ key, result }) => (result.ok ? [[key, result.value]] : [])));
}

function loadersOf({ actionData, integration }: Destination, key: string | undefined) {
  if (key !== undefined && !Object.hasOwn(actionData, key)) {
    const known = Object.keys(actionData).join(", ");
    throw badParam("key", `Not action data of ${integration.name}${known === "" ? "" : `: one of ${known}`}`);
  }
  return Object.entries(actionData).filter(([name]) => key === undefined || name === key);
}
