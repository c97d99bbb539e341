import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { loadAll, Meta } from "./load-all.ts";

const Lists = z
  .object({ lists: z.array(z.object({ id: Id, name: z.string() })), meta: Meta })
  .transform(({ lists, meta }) => ({ items: lists, count: lists.length, total: meta?.total }));

export function loadLists(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  return loadAll(api, "/lists", Lists);
}

/** Tags of templates and such are of no use here. */
const ContactTags = z
  .object({ tags: z.array(z.object({ id: Id, tag: z.string(), tagType: z.string() })), meta: Meta })
  .transform(({ tags, meta }) => ({
    items: tags.filter(({ tagType }) => tagType === "contact").map(({ id, tag }) => ({ id, name: tag })),
    count: tags.length,
    total: meta?.total,
  }));

export function loadTags(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  return loadAll(api, "/tags", ContactTags);
}
