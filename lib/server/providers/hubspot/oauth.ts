import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { tokenReader } from "../kit/token-answer.ts";
import { API_URL, OAUTH } from "./api.ts";

/** The OAuth API of 2026-03: `/oauth/v1` is switched off on 2027-02-16. Everything goes in the body of the form. */
export const hubspotOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://app.hubspot.com/oauth/authorize",
    tokenUrl: `${API_URL}${OAUTH}/token`,
    revocation: { url: `${API_URL}${OAUTH}/token/revoke`, token: "refresh", authenticate: "body" },
  }),
  scopes: [
    { name: "oauth", unlocks: "connecting at all" },
    { name: "crm.objects.contacts.read", unlocks: "finding contacts" },
    { name: "crm.objects.contacts.write", unlocks: "creating and updating contacts" },
    { name: "crm.lists.read", unlocks: "choosing lists" },
    { name: "crm.lists.write", unlocks: "adding contacts to lists and removing them" },
    { name: "crm.schemas.contacts.read", unlocks: "mapping fields and choosing properties" },
  ],
  scopesIn: "request",
  scopeSeparator: " ",
  pkce: "S256",
  clientAuthentication: "body",
  refresh: "refresh_token",
  // Beside RFC 6749 it answers {status: "BAD_REFRESH_TOKEN", message} as its older API did.
  readTokens: tokenReader({
    refusalOf: ({ error, status, message }) =>
      typeof error !== "string" && typeof status === "string"
        ? { code: status, message: typeof message === "string" ? message : undefined }
        : undefined,
    final: ["BAD_REFRESH_TOKEN"],
  }),
};
