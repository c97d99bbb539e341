import { eq } from "drizzle-orm";
import { Connection } from "#lib/contracts/connections.ts";
import type { AppContext } from "#lib/server/app-context.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { loaded } from "#lib/server/destinations/fault.ts";
import type { OAuthDescriptor } from "#lib/server/destinations/oauth-descriptor.ts";
import { defineProvider } from "#lib/server/destinations/provider/define-provider.ts";
import { builtInDestinations, createDestinations } from "#lib/server/destinations/registry.ts";
import { tokenReader } from "#lib/server/destinations/token-answer.ts";
import { uuidv7 } from "#lib/server/ids.ts";
import { storeTokens } from "#lib/server/oauth/store-tokens.ts";
import type { Granted } from "#lib/server/oauth/token-endpoint.ts";
import type { Tenant } from "#lib/server/provision.ts";
import { resumeWaiting } from "#lib/server/rule-events/resume-waiting.ts";
import { ok } from "./answers.ts";
import { uniqueName } from "./factories.ts";
import type { TestServer } from "./test-server.ts";
import type { Tokens, TokenServer } from "./token-server.ts";

const oauth: OAuthDescriptor = {
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
const madeUpOAuth = defineProvider({
  type: "zoom",
  name: "Made up",
  authentication: { type: "oauth", oauth },
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

export const withMadeUpOAuth = createDestinations([
  ...builtInDestinations.all.filter(({ integration }) => integration.type !== "zoom"),
  madeUpOAuth,
]);

/** The operator's settings for it. */
export const madeUpOAuthVariables = ({ origin }: TokenServer) => ({
  MESHES_PROVIDER_ZOOM_CLIENT_ID: "client-of-the-operator",
  MESHES_PROVIDER_ZOOM_CLIENT_SECRET: "secret-of-the-operator",
  MESHES_PROVIDER_ZOOM_TOKEN_URL: `${origin}/token`,
});

type App = Pick<AppContext, "db" | "sealer">;

function grantedOf({ access_token, refresh_token, expires_in, api_home }: Tokens): Granted {
  const grant = {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresInSeconds: expires_in,
    scopes: undefined,
  };
  return { grant, captured: loaded(api_home === undefined ? {} : { api_home }), requestedAt: new Date() };
}

/** A connection as a completed consent leaves it. */
export async function connectMadeUp(server: TestServer, tenant: Tenant, tokens: Tokens): Promise<Connection> {
  const id = uuidv7();
  const { workspaceId } = tenant;
  await server.app.db.transaction(async (tx) => {
    const name = uniqueName("Made up");
    await tx.insert(connections).values({ id, workspaceId, type: "zoom", name, metadata: {}, createdBy: "test" });
    const granted = grantedOf(tokens);
    await storeTokens(tx, server.app.sealer, { connectionId: id, workspaceId, oauth, granted });
  });
  return ok(await server.as(tenant).send("GET", `/connections/${id}`), Connection);
}

/** What a person's second consent does to a connection. */
export async function reconnectMadeUp({ db, sealer }: App, connection: Connection, tokens: Tokens): Promise<void> {
  await db.transaction(async (tx) => {
    const stored = { connectionId: connection.id, workspaceId: connection.workspace, oauth };
    await storeTokens(tx, sealer, { ...stored, granted: grantedOf(tokens) });
    await tx
      .update(connections)
      .set({ active: true, inactiveReason: null, updatedAt: new Date() })
      .where(eq(connections.id, connection.id));
    await resumeWaiting(tx, connection.id);
  });
}
