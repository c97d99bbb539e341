import type { ActionData } from "#lib/contracts/action-data.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { badParam } from "#lib/server/runtime/errors.ts";
import { findActionData, storeActionData, type ReadItems } from "./action-data/stored-action-data.ts";
import { requireDestination } from "./check-settings.ts";
import { requireConnection } from "./connection.ts";
import type { ConnectionsContext } from "./context.ts";
import { openAccess, requireActive, unreadable } from "./provider-access.ts";

type ConnectionRow = Awaited<ReturnType<typeof requireConnection>>;
type Wanted = { key: string | undefined; search: string | undefined; isRefresh: boolean };

/** More than anybody reads; a longer name finds fewer. */
const FOUND_MAX = 200;

/**
 * The actions of the connection's type, and what rules can choose for them in the connected account; or one key of it
 * alone. Everything, or 422 with what could not be read. Kept for a minute, so that a form that is opened again does not ask again; what is older is never shown.
 */
export async function getConnectionActions(
  ctx: ConnectionsContext,
  connectionId: string,
  { key, search, isRefresh }: Wanted,
): Promise<ActionData> {
  const row = await requireConnection(ctx.db, ctx.scope, connectionId);
  const destination = requireDestination(ctx, row.type);
  const keys = requestedKeys(destination, key);
  requireActive(row);
  if (search !== undefined) return searchItems(ctx, destination, row, { key, search });
  const known = isRefresh ? [] : await findActionData(ctx.db, row, keys);
  const missing = keys.filter((wanted) => known.every((stored) => stored.key !== wanted));
  const read = [...known, ...(await readItems(ctx, destination, row, missing))];
  const data = Object.fromEntries(
    keys.flatMap((wanted) => read.filter((one) => one.key === wanted)).map((one) => [one.key, one.items]),
  );
  return key === undefined ? Object.assign({ actions: destination.integration.actions }, data) : data;
}

/** By name, and never kept: another name asks again. */
async function searchItems(
  ctx: ConnectionsContext,
  destination: Destination,
  row: ConnectionRow,
  { key, search }: { key: string | undefined; search: string },
): Promise<ActionData> {
  if (key === undefined) throw badParam("search", "Only with key");
  const access = await openAccess(ctx, destination, row);
  const find = destination.searchActionData?.[key] ?? destination.actionData[key];
  const result = await find?.(access, search);
  if (result?.ok === false) throw unreadable([{ param: key, fault: result.fault }]);
  const items = (result?.value ?? []).filter(({ name }) => hasName(name, search));
  return { [key]: items.slice(0, FOUND_MAX) };
}

function hasName(name: string, search: string): boolean {
  return name.toLowerCase().includes(search.replace(/^#/, "").toLowerCase());
}

function requestedKeys({ actionData, integration }: Destination, key: string | undefined): string[] {
  if (key === undefined) return Object.keys(actionData);
  if (Object.hasOwn(actionData, key)) return [key];
  const known = Object.keys(actionData).join(", ");
  throw badParam("key", `Unknown action data of ${integration.name}${known === "" ? "" : `: one of ${known}`}`);
}

async function readItems(
  ctx: ConnectionsContext,
  destination: Destination,
  row: ConnectionRow,
  keys: readonly string[],
): Promise<ReadItems[]> {
  if (keys.length === 0) return [];
  const readAt = clock.nowAfter(row.updatedAt);
  const access = await openAccess(ctx, destination, row);
  const results = await Promise.all(
    keys.map(async (key) => ({ key, result: await destination.actionData[key]?.(access) })),
  );
  const read = results.flatMap(({ key, result }) => (result?.ok === true ? [{ key, items: result.value }] : []));
  await storeActionData(ctx, row.id, read, readAt);
  const faults = results.flatMap(({ key, result }) =>
    result?.ok === false ? [{ param: key, fault: result.fault }] : [],
  );
  if (faults.length > 0) throw unreadable(faults);
  return read;
}
