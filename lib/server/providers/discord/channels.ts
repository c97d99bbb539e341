import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { asText } from "#lib/contracts/render-text.ts";
import type { Settings, Memory } from "../kit/access.ts";
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

/**
 * The one bot reaches the servers of all customers, so a channel must be proven to be of this connection's own. It is
 * looked for in the list of that server: nothing is asked about a foreign channel, and it looks like one that does not
 * exist. A channel never moves to another server, so the proof is remembered.
 */
export async function requireChannel(
  channel: string,
  { api, settings, memory }: { api: ProviderApi; settings: Settings; memory?: Memory },
): Promise<Loaded<undefined>> {
  const key = `channel ${guildId(settings)} ${channel}`;
  if ((await memory?.recall(key)) !== undefined) return { ok: true, value: undefined };
  const channels = await loadChannels(api, settings);
  if (!channels.ok) return channels;
  if (!channels.value.some(({ id }) => id === channel)) {
    return refused("target_gone", "The connected Discord server has no such text or announcement channel");
  }
  await memory?.remember(key, "proven");
  return { ok: true, value: undefined };
}

export async function forgetChannel(channel: string, settings: Settings, memory: Memory): Promise<void> {
  await memory.forget(`channel ${guildId(settings)} ${channel}`);
}
