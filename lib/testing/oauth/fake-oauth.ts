import { eq } from "drizzle-orm";
import { Connection } from "#lib/contracts/connections.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { resumeWaiting } from "#lib/server/db/queries/rule-events.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { persistTokens } from "#lib/server/domain/connections/oauth/stored-tokens.ts";
import type { Granted } from "#lib/server/domain/connections/oauth/token-endpoint.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import type { AppContext } from "#lib/server/http/app-context.ts";
import { loaded } from "#lib/server/providers/kit/fault.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { ok } from "../api/answers.ts";
import { uniqueName } from "../api/factories.ts";
import type { TestServer } from "../server/test-server.ts";
import { fakeDescriptor as oauth } from "./fake-oauth-destination.ts";
import type { Tokens, TokenServer } from "./token-server.ts";

/** The operator's settings for it. */
export const fakeOAuthVariables = ({ origin }: TokenServer) => ({
  MESHES_PROVIDER_ZOOM_CLIENT_ID: "client-of-the-operator",
  MESHES_PROVIDER_ZOOM_CLIENT_SECRET: "secret-of-the-operator",
  MESHES_PROVIDER_ZOOM_TOKEN_URL: `${origin}/token`,
});

function toGranted({ access_token, refresh_token, expires_in, api_home }: Tokens): Granted {
  const grant = {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresInSeconds: expires_in,
    scopes: undefined,
  };
  return { grant, captured: loaded(api_home === undefined ? {} : { api_home }), requestedAt: new Date() };
}

/** A connection as a completed consent leaves it. */
export async function connectFake(server: TestServer, tenant: Tenant, tokens: Tokens): Promise<Connection> {
  const id = uuidv7();
  const { workspaceId } = tenant;
  await server.app.db.transaction(async (tx) => {
    const name = uniqueName("Made up");
    await tx.insert(connections).values({ id, workspaceId, type: "zoom", name, metadata: {}, createdBy: "test" });
    const granted = toGranted(tokens);
    await persistTokens(tx, server.app.sealer, { connectionId: id, workspaceId, oauth, granted });
  });
  return ok(await server.as(tenant).send("GET", `/connections/${id}`), Connection);
}

/** What a person's second consent does to a connection. */
export async function reconnectFake(
  tx: Transaction,
  { sealer }: Pick<AppContext, "sealer">,
  connection: Connection,
  tokens: Tokens,
): Promise<void> {
  const stored = { connectionId: connection.id, workspaceId: connection.workspace, oauth };
  await persistTokens(tx, sealer, { ...stored, granted: toGranted(tokens) });
  await tx
    .update(connections)
    .set({ active: true, inactiveReason: null, updatedAt: new Date() })
    .where(eq(connections.id, connection.id));
  await resumeWaiting(tx, connection.id);
}
