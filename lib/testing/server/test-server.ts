import { provisionTenant, type Tenant } from "#lib/server/domain/tenancy/provision.ts";
import type { Destinations } from "#lib/server/providers/registry.ts";
import { createLog, type Log } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { apiClient, type ApiClient } from "../api/api-client.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { testEnv } from "./test-env.ts";

export type TestServer = RunningServer & {
  database: TestDatabase;
  /** A new organization with a machine key and a workspace. */
  tenant(): Promise<Tenant>;
  as(tenant: Tenant): ApiClient;
  close(): Promise<void>;
};

/** The real API and worker over HTTP on a free port, on a database of its own; without pages. */
export async function startTestServer(
  variables: Record<string, string> = {},
  log: Log = createLog("silent"),
  destinations?: Destinations,
): Promise<TestServer> {
  const database = await createTestDatabase();
  const server = await startServer(testEnv({ ...database.variables, ...variables }), log, {
    hasPages: false,
    ...(destinations === undefined ? {} : { destinations }),
  });
  let tenants = 0;
  return {
    ...server,
    database,
    tenant: () => {
      tenants += 1;
      return provisionTenant(server.app, {
        organization: `Organization ${tenants}`,
        workspace: `Workspace ${tenants}`,
      });
    },
    as: (tenant) => apiClient(server.url, { kind: "machine", tenant }),
    close: async () => {
      await server.stop();
      await database.drop();
    },
  };
}

export type TestWorker = RunningServer;

/** One more delivery worker on the database of a test server. */
export function startTestWorker(
  database: TestDatabase,
  variables: Record<string, string> = {},
  log: Log = createLog("silent"),
  destinations?: Destinations,
): Promise<TestWorker> {
  const env = testEnv({ ...database.variables, MESHES_ROLE: "worker", ...variables });
  return startServer(env, log, { hasPages: false, ...(destinations === undefined ? {} : { destinations }) });
}
