import { z } from "zod";
import { faultCodes, type ErrorRules } from "../kit/classify-response.ts";
import type { Provider } from "../kit/send-request.ts";

const Problem = z.object({ code: z.int().optional(), message: z.string().optional() });
const OF_A_CHANNEL = new Set(["user", "shared"]);
const Global = z.object({ global: z.boolean() });
const Wait = z.object({ retry_after: z.number().nonnegative() });

const BOT_REFUSED = "the bot of this server is refused: its operator has to set a new token";

/** The bot is the operator's, so a refused token is nothing that the person who connected could mend. */
export const discordErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    const problem = Problem.safeParse(json);
    const { code, message } = problem.success ? problem.data : {};
    const isBotRefused = status === 401 || code === 50014;
    return { code: code?.toString(), message: isBotRefused ? BOT_REFUSED : message };
  },
  codes: faultCodes(
    // Unknown guild: the bot was put out of the server.
    ["auth_revoked", ["10004"]],
    ["target_gone", ["10003"]],
    // Missing access, missing permissions.
    ["permission", ["50001", "50013"]],
    // Empty message, not a text channel, blocked by the server's moderation.
    ["invalid", ["50006", "50008", "200000"]],
    ["rate_limited", ["20016", "20028", "20029", "40062"]],
    ["transient", ["50014", "130000"]],
  ),
  statuses: { 401: "transient" },
  // A channel's own limit is no reason to wait for the other channels. Everything else counts for the bot as a whole.
  isNarrow: ({ status, headers, json }) =>
    status === 429 &&
    OF_A_CHANNEL.has(headers["x-ratelimit-scope"] ?? "") &&
    Global.safeParse(json).data?.global !== true,
  // The body is finer than the header.
  retryAfterMs: ({ status, json }) => {
    const wait = status === 429 ? Wait.safeParse(json) : undefined;
    return wait?.success === true ? Math.ceil(wait.data.retry_after * 1000) : undefined;
  },
};

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
