import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { defineProvider } from "#lib/server/providers/kit/define-provider.ts";
import { refused } from "#lib/server/providers/kit/fault.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { providerOrigin } from "#lib/server/providers/kit/provider-host.ts";
import { builtInDestinations, createDestinations, type Destinations } from "#lib/server/providers/registry.ts";
import { freePort } from "../server/free-port.ts";
import { OAUTH_SCOPES, type OAuthServer } from "./oauth-server.ts";

/** The integration type that the fake destination takes the place of. */
export const MADE_UP = "zoom";

const Me = z.object({ id: z.string(), label: z.string() });
const Notice = z.object({ account: z.string() });

export const consentOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://made-up.example/authorize",
    tokenUrl: "https://made-up.example/token",
    revocation: { url: "https://made-up.example/revoke", token: "refresh", authenticate: "basic" },
  }),
  scopes: OAUTH_SCOPES.map((name) => ({ name, unlocks: `Doing what ${name} is for` })),
  scopesIn: "request",
  scopeSeparator: " ",
  pkce: "S256",
  clientAuthentication: "basic",
  refresh: "refresh_token",
  // A host from a token answer passes a suffix check; most answers name none.
  capture: (json) => {
    const { instance_url: address } = z.object({ instance_url: z.unknown().optional() }).parse(json);
    if (address === undefined) return { ok: true, value: {} };
    const origin = providerOrigin(address, ["made-up.example"]);
    return origin.ok ? { ok: true, value: { instance_url: origin.value } } : refused("invalid", origin.fault.message);
  },
  readUninstall: (json) => {
    const notice = Notice.safeParse(json);
    return notice.success ? { account_id: notice.data.account } : undefined;
  },
};

/** A destination whose accounts are connected by OAuth. */
export function withConsent(deviations: Partial<OAuthDescriptor> = {}): Destinations {
  const fakeDestination = defineProvider({
    type: MADE_UP,
    name: "Made up",
    authentication: { type: "oauth", oauth: { ...consentOAuth, ...deviations } },
    connect: ({ settings, operator, accessToken }) => ({
      baseUrl: operator.apiUrl ?? asText(settings.metadata["instance_url"]),
      auth: { authorization: `Bearer ${accessToken ?? ""}` },
    }),
    errors: { read: ({ status }) => (status < 300 ? undefined : {}) },
    identify: ({ api }) => api.read({ path: "/me" }, Me),
    actions: {
      note: {
        label: "Make a note",
        noun: "note",
        description: "Makes a note of the event",
        inputs: [],
        perform: ({ api, event }) => api.send({ method: "POST", path: "/notes", json: event.payload }),
      },
    },
    onAmbiguous: "retry",
  });
  const others = builtInDestinations.all.filter(({ integration }) => integration.type !== MADE_UP);
  return createDestinations([...others, fakeDestination]);
}

/** The settings of an operator who has registered this server with the provider. */
export function consentVariables(provider: OAuthServer): Record<string, string> {
  const prefix = `MESHES_PROVIDER_${MADE_UP.toUpperCase()}`;
  return {
    [`${prefix}_CLIENT_ID`]: provider.clientId,
    [`${prefix}_CLIENT_SECRET`]: provider.clientSecret,
    [`${prefix}_AUTHORIZE_URL`]: provider.authorizeUrl,
    [`${prefix}_TOKEN_URL`]: provider.tokenUrl,
    [`${prefix}_API_URL`]: provider.apiUrl,
  };
}

/** A server that knows its own address before it starts, as the provider must. */
export async function knownAddress(): Promise<Record<string, string>> {
  const port = await freePort("127.0.0.1");
  return { PORT: String(port), MESHES_PUBLIC_URL: `http://127.0.0.1:${port}` };
}
