import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { listsPath } from "./account.ts";
import { loadAll } from "./load-all.ts";

const List = z.object({ id: Id, name: z.string() });

export async function loadLists({ api, settings }: Reading): Promise<Loaded<ActionDataItem[]>> {
  const path = listsPath(settings);
  return path.ok ? loadAll(api, path.value, List) : path;
}
