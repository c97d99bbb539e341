import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const Channels = z.object({
  ok: z.literal(true),
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      is_private: z.boolean().default(false),
      is_member: z.boolean().default(false),
      is_archived: z.boolean().default(false),
    }),
  ),
  /** Empty at the end. */
  response_metadata: z.object({ next_cursor: z.string().default("") }).optional(),
});

/**
 * Public channels, and the private ones that the app was invited to, unless it may not know about those. By name: Slack
 * has no search, so all are read and the others are passed over, which leads further than the list that is kept.
 */
export async function loadChannels(api: ProviderApi, name = ""): Promise<Loaded<ActionDataItem[]>> {
  const all = await loadTypes(api, "public_channel,private_channel", name);
  return all.ok || all.fault.code !== "missing_scope" ? all : loadTypes(api, "public_channel", name);
}

const PAGE = 1000;

/** A large workspace meets Slack's limit before its end: then the channels that were read can be chosen. */
function loadTypes(api: ProviderApi, types: string, wanted: string): Promise<Loaded<ActionDataItem[]>> {
  return loadPages(
    async (next) => {
      const query = { types, exclude_archived: "true", limit: PAGE, cursor: next };
      const page = await api.read({ path: "/conversations.list", query }, Channels);
      if (!page.ok) return page;
      const { channels, response_metadata: more } = page.value;
      const items = channels
        .filter((channel) => !channel.is_archived && channel.name.toLowerCase().includes(wanted.toLowerCase()))
        .map(({ id, name, is_private, is_member }) => ({ id, name, is_private, is_member }));
      return { ok: true, value: { items, next: more?.next_cursor === "" ? undefined : more?.next_cursor } };
    },
    { atLimit: "what was read" },
  );
}
