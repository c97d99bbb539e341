import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";

/** A confidential client: AWeber answers a code challenge of one with an error. */
export const aweberOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://auth.aweber.com/oauth2/authorize",
    tokenUrl: "https://auth.aweber.com/oauth2/token",
    // That the refresh token takes the whole grant with it is from RFC 7009 [verify live].
    revocation: { url: "https://auth.aweber.com/oauth2/revoke", token: "refresh", authenticate: "basic" },
  }),
  scopes: [
    { name: "account.read", unlocks: "knowing which account is connected" },
    { name: "list.read", unlocks: "choosing lists, and mapping custom fields" },
    { name: "subscriber.read", unlocks: "keeping what is in the custom fields of subscribers" },
    { name: "subscriber.write", unlocks: "adding subscribers to lists and removing them" },
  ],
  scopesIn: "request",
  scopeSeparator: " ",
  pkce: "none",
  clientAuthentication: "basic",
  refresh: "refresh_token",
};
