import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { providerOrigin } from "../kit/provider-host.ts";

const DAY_MS = 86_400_000;
const Answer = z.object({ api_domain: z.string() });
/** Sent to the one call-back address that an app has; the connection's metadata has both under the same keys. */
const Notice = z.object({ company_id: Id, user_id: Id });

/** Refresh tokens die after 60 days without use. The address of the revocation is unsure: verify live. */
export const pipedriveOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://oauth.pipedrive.com/oauth/authorize",
    tokenUrl: "https://oauth.pipedrive.com/oauth/token",
    revocation: { url: "https://oauth.pipedrive.com/oauth/revoke", token: "refresh", authenticate: "basic" },
  }),
  scopes: [
    { name: "base", unlocks: "identifying the account" },
    { name: "contacts:full", unlocks: "finding, creating and updating persons" },
  ],
  scopesIn: "app",
  scopeSeparator: " ",
  pkce: "none",
  clientAuthentication: "basic",
  refresh: "refresh_token",
  idleRefreshMs: 7 * DAY_MS,
  capture,
  readUninstall: (json) => Notice.safeParse(json).data,
};

function capture(json: unknown): Loaded<Record<string, unknown>> {
  const origin = providerOrigin(Answer.safeParse(json).data?.api_domain, ["pipedrive.com"]);
  return origin.ok ? { ok: true, value: { api_domain: origin.value } } : origin;
}
