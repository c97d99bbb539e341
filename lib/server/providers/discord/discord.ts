import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import type { Account } from "../contract.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { discordActions } from "./actions.ts";
import { discordApi } from "./api.ts";
import { guildId, loadChannels } from "./channels.ts";
import { discordOAuth } from "./oauth.ts";

const Bot = z.object({ id: z.string() });

/**
 * The bot's 50 requests a second are for all connections together. Discord knows the nonce of a message for a few
 * minutes, so one that may have arrived is sent again.
 */
export const discord = defineProvider({
  ...discordApi,
  type: "discord",
  authentication: { type: "oauth", oauth: discordOAuth },
  missingSetup: ({ botToken }) =>
    botToken === undefined ? "Make a bot at Discord and set MESHES_PROVIDER_DISCORD_BOT_TOKEN" : undefined,
  identify,
  actions: discordActions,
  actionData: { channels: ({ api, settings }) => loadChannels(api, settings) },
  limits: { rate: { requests: 50, perMs: 1000, scope: "operator" }, requestsPerDelivery: 1 },
  unseen: [
    "A backslash before punctuation keeps it from being markup. Otherwise texts of a payload can show backslashes or be formatted; they cannot mention anybody.",
    "A channel's limit comes with `X-RateLimit-Scope` `user` or `shared`, the bot's with `global`.",
  ],
  onAmbiguous: "retry",
});

/** The bot is well, and still in the server. */
async function identify({ api, settings }: Reading): Promise<Loaded<Account>> {
  const bot = await api.read({ path: "/users/@me" }, Bot);
  if (!bot.ok) return bot;
  const channels = await loadChannels(api, settings);
  if (!channels.ok) return channels;
  const id = guildId(settings);
  return { ok: true, value: { id, label: asText(settings.metadata["guild_name"]) || id } };
}
