import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { providerOrigin } from "../kit/provider-host.ts";
import { tokenReader } from "../kit/token-answer.ts";

const DAY_MS = 86_400_000;
const Refusal = z.object({ code: z.int(), message: z.string().optional() });
const Answer = z.object({ api_url: z.string().optional() });

/** Beside the standard answers, Zoom's own table of codes. */
const readTokens = tokenReader({
  refusalOf: (json) => {
    const refusal = Refusal.safeParse(json);
    return refusal.success ? { code: String(refusal.data.code), message: refusal.data.message } : undefined;
  },
  // A code that is used or expired; a refresh token that is.
  final: ["4733", "4734", "4735", "4737", "4738", "4740", "4741"],
});

/**
 * A user-managed app, whose scopes stand at the app. Every renewal brings a new refresh token and ends the old one; the
 * tokens die after about 90 days without use.
 */
export const zoomOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://zoom.us/oauth/authorize",
    tokenUrl: "https://zoom.us/oauth/token",
    revocation: { url: "https://zoom.us/oauth/revoke", token: "access", authenticate: "basic" },
  }),
  scopes: [
    { name: "user:read:user", unlocks: "Identifying the account", otherNames: ["user:read"] },
    { name: "meeting:read:list_meetings", unlocks: "Choosing from the meetings", otherNames: ["meeting:read"] },
    {
      name: "meeting:read:meeting",
      unlocks: "Checking that a meeting accepts registrations",
      otherNames: ["meeting:read"],
    },
    { name: "meeting:write:registrant", unlocks: "Registering people for meetings", otherNames: ["meeting:write"] },
    {
      name: "webinar:read:list_webinars",
      unlocks: "Choosing from the webinars",
      otherNames: ["webinar:read"],
      isOptional: true,
    },
    {
      name: "webinar:write:registrant",
      unlocks: "Registering people for webinars",
      otherNames: ["webinar:write"],
      isOptional: true,
    },
  ],
  scopesIn: "app",
  scopeSeparator: " ",
  pkce: "S256",
  clientAuthentication: "basic",
  refresh: "refresh_token",
  idleRefreshMs: 30 * DAY_MS,
  readTokens,
  capture,
};

/** Where the API is, for accounts whose data is kept in a region [from memory: verify live]. */
function capture(json: unknown): Loaded<Record<string, unknown>> {
  const address = Answer.safeParse(json).data?.api_url;
  if (address === undefined) return { ok: true, value: {} };
  const origin = providerOrigin(address, ["zoom.us"]);
  return origin.ok ? { ok: true, value: { api_url: origin.value } } : origin;
}
