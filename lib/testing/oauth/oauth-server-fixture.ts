import { z } from "zod";
import { Connection } from "#lib/contracts/connections.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { createLog, type Log } from "#lib/server/runtime/log.ts";
import { ok } from "../api/answers.ts";
import { apiClient, type ApiClient } from "../api/api-client.ts";
import { mintSession } from "../api/factories.ts";
import { startTestServer, type TestServer } from "../server/test-server.ts";
import { knownAddress, consentVariables, withConsent } from "./consent-destination.ts";
import { beginAttempt, connectInBrowser, readAttempt, type Choice } from "./oauth-journey.ts";
import { startOAuthServer, type OAuthServer, type OAuthServerOptions } from "./oauth-server.ts";

export type OAuthServerFixture = {
  server: TestServer;
  provider: OAuthServer;
  tenant: Tenant;
  api: ApiClient;
  /** A caller of a new session of the tenant's workspace, an admin unless given. */
  session(fields?: object, tenant?: Tenant): Promise<ApiClient & { id: string }>;
  /** Connects an account, all the way. */
  connect(choice?: Choice, body?: object): Promise<Connection>;
  connection(id: string): Promise<Connection>;
  connections(workspace?: string): Promise<Connection[]>;
  /** The tokens of a connection as they are stored. */
  tokensOf(connectionId: string): Promise<Record<string, unknown> | undefined>;
  /** A fresh tenant from here on. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  descriptor?: Partial<OAuthDescriptor>;
  variables?: Record<string, string>;
  log?: Log;
  provider?: Partial<OAuthServerOptions>;
};

/** A server, an OAuth provider that it has a client at, and a tenant. */
export async function startOAuthServerFixture(options: Options = {}): Promise<OAuthServerFixture> {
  const { descriptor, variables, log = createLog("silent") } = options;
  const provider = await startOAuthServer(options.provider);
  const settings = { ...(await knownAddress()), ...consentVariables(provider), ...variables };
  const server = await startTestServer(settings, log, withConsent(descriptor));
  const tenant = await server.tenant();
  const world: OAuthServerFixture = {
    server,
    provider,
    tenant,
    api: server.as(tenant),
    session: async (fields = {}, of = world.tenant) => {
      const session = await mintSession(server.as(of), of, { role: "admin", ...fields });
      const api = apiClient(server.url, { kind: "bearer", token: session.access_token });
      return { ...api, id: session.session_id };
    },
    connect: async (choice, body) => {
      const { attempt, start_url } = await beginAttempt(world.api, world.tenant.workspaceId, body);
      await connectInBrowser(start_url, choice);
      const { connection, status, problem } = await readAttempt(world.api, attempt.id);
      if (connection === undefined) throw new Error(`Not connected: ${status} ${JSON.stringify(problem)}`);
      return world.connection(connection);
    },
    connection: async (id) => ok(await world.api.send("GET", `/connections/${id}`), Connection),
    connections: async (workspace = world.tenant.workspaceId) =>
      z
        .object({ records: z.array(Connection) })
        .parse((await world.api.send("GET", `/workspaces/${workspace}/connections`)).body).records,
    tokensOf: async (connectionId) => {
      const { rows } = await server.database.pool.query<{ tokens_sealed: string }>(
        "select tokens_sealed from oauth_tokens where id = $1",
        [connectionId],
      );
      const sealed = rows[0]?.tokens_sealed;
      if (sealed === undefined) return undefined;
      const json = await server.app.sealer.open(sealed, `oauth_tokens/${connectionId}/tokens`);
      return JSON.parse(json) as Record<string, unknown>;
    },
    renew: async () => {
      world.tenant = await server.tenant();
      world.api = server.as(world.tenant);
    },
    close: async () => {
      await server.close();
      await provider.close();
    },
  };
  return world;
}
