import { z } from "zod";
import type { Access } from "../kit/access.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { openApi } from "../kit/provider-api.ts";
import { discordApi } from "./api.ts";
import { guildId } from "./channels.ts";

const Guild = z.object({ guild: z.object({ id: z.string(), name: z.string() }) });

/** View channels (1024), send messages (2048), embed links (16384). */
const PERMISSIONS = 1024 + 2048 + 16_384;

/** The bot leaves the server. It may have been put out before. */
async function leaveGuild(access: Access): Promise<Loaded<undefined>> {
  const { api } = openApi(discordApi, access);
  const path = `/users/@me/guilds/${encodeURIComponent(guildId(access.settings))}`;
  const left = await api.send({ method: "DELETE", path });
  return left.ok || left.fault.statusCode === 404 ? { ok: true, value: undefined } : left;
}

/** Consent adds the bot to one server. Messages are the bot's, so the person's own token is only kept to take it back. */
export const discordOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://discord.com/oauth2/authorize",
    tokenUrl: "https://discord.com/api/oauth2/token",
    revocation: { url: "https://discord.com/api/oauth2/token/revoke", token: "refresh", authenticate: "basic" },
  }),
  scopes: [
    { name: "bot", unlocks: "Sending messages: the bot joins the server" },
    { name: "identify", unlocks: "Knowing who connected the server" },
  ],
  scopesIn: "request",
  scopeSeparator: " ",
  authorizeParams: { permissions: String(PERMISSIONS) },
  pkce: "none",
  clientAuthentication: "basic",
  refresh: "none",
  capture: (json) => {
    const parsed = Guild.safeParse(json);
    if (!parsed.success) return refused("invalid", "Discord did not say which server the bot was added to");
    const { id, name } = parsed.data.guild;
    return { ok: true, value: { guild_id: id, guild_name: name } };
  },
  onDisconnect: leaveGuild,
};
