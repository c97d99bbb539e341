import type { Settings } from "../kit/access.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { Memory } from "../kit/memory.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { guildId, loadChannels } from "./channels.ts";

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
