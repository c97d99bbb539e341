import type { Settings } from "../kit/access.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { guildId } from "./channels.ts";

/**
 * A channel that the bot knew answers "missing access" when the bot may not see it any more, and when it was put out of
 * the server. Only the server itself tells one from the other.
 */
export async function requireBot(api: ProviderApi, settings: Settings): Promise<Loaded<undefined>> {
  const server = await api.send({ path: `/guilds/${encodeURIComponent(guildId(settings))}` });
  if (server.ok) return { ok: true, value: undefined };
  const { statusCode } = server.fault;
  if (statusCode !== 403 && statusCode !== 404) return server;
  return refused("auth_revoked", "The bot is no longer in the connected Discord server", {
    statusCode,
    exchange: server.fault.exchange,
  });
}
