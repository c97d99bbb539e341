import type { Provider } from "../kit/send-request.ts";
import { discordErrors } from "./errors.ts";

/** Requests without a bot's user agent are refused before they reach the API. */
const USER_AGENT = "DiscordBot (https://meshes.io, 1.0)";

/** API v10, as the operator's bot, which is the same for every connection. */
export const discordApi = {
  name: "Discord",
  connect: ({ operator }) => ({
    baseUrl: operator.apiUrl ?? "https://discord.com/api/v10",
    headers: { "user-agent": USER_AGENT },
    auth: { authorization: `Bot ${operator.botToken ?? ""}` },
  }),
  signsInAs: "operator",
  errors: discordErrors,
} as const satisfies Provider;
