import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { defineProvider } from "../kit/define-provider.ts";
import { zoomActions } from "./actions.ts";
import { zoomErrors } from "./api.ts";
import { FIXED_FIELDS } from "./fields.ts";
import { loadMeetings, loadWebinars } from "./meetings.ts";
import { zoomOAuth } from "./oauth.ts";

const User = z.object({ id: z.string(), email: z.string() });

/**
 * API v2. Zoom counts requests by the plan: 30 light ones a second for a plan that can have registrations at all. The
 * same person is registered for a meeting once however often it is asked [from memory: verify live].
 */
export const zoom = defineProvider({
  type: "zoom",
  name: "Zoom",
  authentication: { type: "oauth", oauth: zoomOAuth },
  connect: ({ settings, operator, accessToken = "" }) => ({
    baseUrl: operator.apiUrl ?? (asText(settings.metadata["api_url"]) || "https://api.zoom.us"),
    auth: { authorization: `Bearer ${accessToken}` },
  }),
  errors: zoomErrors,
  identify: async ({ api }) => {
    const user = await api.read({ path: "/v2/users/me" }, User);
    return user.ok ? { ok: true, value: { id: user.value.id, label: user.value.email } } : user;
  },
  actions: zoomActions,
  actionData: { meetings: ({ api }) => loadMeetings(api), webinars: ({ api }) => loadWebinars(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS },
  limits: { rate: { requests: 30, perMs: 1000, scope: "connection" }, requestsPerDelivery: 1 },
  unseen: [
    "A first or last name has 64 characters at most, an address 128. Longer names are shortened.",
    "The same person is registered for a meeting once, however often it is asked.",
    "Accounts whose data is kept in a region name their API in `api_url` of the token answer.",
    "3027, 3038 and 3043 mean a host who may not, a meeting that is over, and one that is full.",
    "Numbers of employees are named in two ways, for meetings and for webinars. One that the other uses can be refused.",
  ],
  onAmbiguous: "retry",
});
