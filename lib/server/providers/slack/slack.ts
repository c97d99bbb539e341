import { z } from "zod";
import { defineProvider } from "../kit/define-provider.ts";
import { slackActions } from "./actions.ts";
import { loadChannels } from "./channels.ts";
import { slackErrors } from "./errors.ts";
import { slackOAuth } from "./oauth.ts";

const Identity = z.object({ ok: z.literal(true), team: z.string(), team_id: z.string() });

/**
 * Web API. About one message a second is taken for a channel; the limit is kept for the whole connection, as nobody
 * knows what the workspace takes. A message has no idempotency key, so one that may have arrived is not sent again.
 */
export const slack = defineProvider({
  type: "slack",
  name: "Slack",
  authentication: { type: "oauth", oauth: slackOAuth },
  connect: ({ operator, accessToken = "" }) => ({
    baseUrl: operator.apiUrl ?? "https://slack.com/api",
    auth: { authorization: `Bearer ${accessToken}` },
  }),
  errors: slackErrors,
  identify: async ({ api }) => {
    const identity = await api.read({ path: "/auth.test" }, Identity);
    return identity.ok ? { ok: true, value: { id: identity.value.team_id, label: identity.value.team } } : identity;
  },
  actions: slackActions,
  actionData: { channels: ({ api }) => loadChannels(api) },
  searchActionData: { channels: ({ api }, name) => loadChannels(api, name.replace(/^#/, "")) },
  limits: { rate: { requests: 60, perMs: 60_000, scope: "connection" }, requestsPerDelivery: 1 },
  unseen: [
    "`org_login_required` and `access_denied` pass, and `fatal_error` may have posted. The first are tried again, the last is not.",
    "A channel takes about one message a second, which is kept for the whole connection.",
  ],
  onAmbiguous: "stop",
});
