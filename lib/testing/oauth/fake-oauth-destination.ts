import { defineProvider } from "#lib/server/providers/kit/define-provider.ts";
import { loaded } from "#lib/server/providers/kit/fault.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { tokenReader } from "#lib/server/providers/kit/token-answer.ts";
import { builtInDestinations, createDestinations } from "#lib/server/providers/registry.ts";

export const fakeDescriptor: OAuthDescriptor = {
  endpoints: () => ({ authorizeUrl: "https://made-up.example/authorize", tokenUrl: "https://made-up.example/token" }),
  scopes: [],
  scopesIn: "app",
  scopeSeparator: " ",
  pkce: "none",
  clientAuthentication: "basic",
  refresh: "refresh_token",
  idleRefreshMs: 7 * 86_400_000,
  readTokens: tokenReader({ revoked: ["access_revoked"] }),
  capture: (json) =>
    typeof json === "object" && json !== null && "api_home" in json ? loaded({ api_home: json.api_home }) : loaded({}),
};

/** A destination that people connect by OAuth, under the type of a real one. Its API is where the token answer says. */
const fakeOAuth = defineProvider({
  type: "zoom",
  name: "Made up",
  authentication: { type: "oauth", oauth: fakeDescriptor },
  connect: ({ settings, accessToken }) => ({
    baseUrl: String(settings.metadata["api_home"]),
    auth: { authorization: `Bearer ${accessToken}` },
  }),
  errors: {
    read: ({ status }) => (status < 300 ? undefined : {}),
    statuses: { 410: "auth_revoked" },
  },
  identify: async ({ api }) => {
    const answer = await api.send({ path: "/me" });
    return answer.ok ? { ok: true, value: { id: "account-1", label: "Made-up account" } } : answer;
  },
  actions: {
    send_note: {
      label: "Send a note",
      noun: "note",
      description: "Sends a note",
      inputs: [],
      perform: ({ api, ruleEventId }) => api.send({ method: "POST", path: "/notes", json: { key: ruleEventId } }),
    },
  },
  actionData: {
    things: async ({ api }) => {
      const answer = await api.send({ path: "/things" });
      return answer.ok ? { ok: true, value: [{ id: "1", name: "One" }] } : answer;
    },
  },
  onAmbiguous: "retry",
});

export const withFakeOAuth = createDestinations([
  ...builtInDestinations.all.filter(({ integration }) => integration.type !== "zoom"),
  fakeOAuth,
]);
