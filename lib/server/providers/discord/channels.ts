import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { asText } from "#lib/contracts/render-text.ts";
import type { Settings } from "../kit/access.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const TEXT = 0;
const CATEGORY = 4;
const ANNOUNCEMENT = 5;

const Channel = z.object({
  /** Beyond what a number holds. */
  id: z.string(),
  name: z.string(),
  type: z.int(),
  position: z.int().default(0),
  parent_id: z.string().nullish(),
});
type Channel = z.infer<typeof Channel>;

/** The server that the token answer named. What the browser says about it is not believed. */
export function guildId({ metadata }: Settings): string {
  return asText(metadata["guild_id"]);
}

/** The channels that messages can go to, in the order of the server's own list. */
export async function loadChannels(api: ProviderApi, settings: Settings): Promise<Loaded<ActionDataItem[]>> {
  const guild = guildId(settings);
  if (guild === "") return refused("auth_failed", "It is not known which server was connected");
  const channels = await api.read({ path: `/guilds/${encodeURIComponent(guild)}/channels` }, z.array(Channel));
  return channels.ok ? { ok: true, value: toItems(channels.value) } : channels;
}

function toItems(channels: readonly Channel[]): ActionDataItem[] {
  const categories = new Map(channels.filter(({ type }) => type === CATEGORY).map((channel) => [channel.id, channel]));
  return channels
    .filter(({ type }) => type === TEXT || type === ANNOUNCEMENT)
    .map((channel) => ({ channel, category: categories.get(channel.parent_id ?? "") }))
    .toSorted((a, b) => rank(a.category) - rank(b.category) || a.channel.position - b.channel.position)
    .map(({ channel: { id, name }, category }) => ({ id, name, ...(category && { category: category.name }) }));
}

/** Channels outside of all categories come first. */
function rank(category: Channel | undefined): number {
  return category?.position ?? -1;
}
