import { test } from "vitest";
import type { Destinations } from "#lib/server/providers/registry.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { apiClient, type ApiClient } from "../api/api-client.ts";
import { createFixtures } from "../api/delivery-fixture.ts";
import { mintSession, readPublishableKey } from "../api/factories.ts";
import { startReceiver } from "../api/receiver.ts";
import { startTestServer, startTestWorker, type TestWorker } from "./test-server.ts";

/**
 * The tests of a server over HTTP. Each file has a server of its own, each test a tenant; what no test asks for is not
 * made. A file that needs another server overrides `variables`, `log` or `destinations`.
 */
export const it = test
  .extend("variables", { scope: "file" }, (): Record<string, string> => ({}))
  .extend("log", { scope: "file" }, () => createLog("silent"))
  .extend("destinations", { scope: "file" }, (): Destinations | undefined => undefined)
  .extend("server", { scope: "file" }, async ({ variables, log, destinations }, { onCleanup }) => {
    const server = await startTestServer(variables, log, destinations);
    onCleanup(server.close);
    return server;
  })
  /** Starts one more node on the database of the server, a worker unless told otherwise, until the end of the test. */
  .extend("startNode", ({ server, destinations }, { onCleanup }) => {
    const nodes: TestWorker[] = [];
    onCleanup(async () => void (await Promise.all(nodes.map((node) => node.stop()))));
    return async (variables: Record<string, string> = {}): Promise<TestWorker> => {
      const node = await startTestWorker(server.database, variables, undefined, destinations);
      nodes.push(node);
      return node;
    };
  })
  .extend("tenant", ({ server }) => server.tenant())
  .extend("api", ({ server, tenant }) => server.as(tenant))
  .extend("publishableKey", ({ api, tenant }) => readPublishableKey(api, tenant.workspaceId))
  .extend("browser", ({ server, publishableKey }) =>
    apiClient(server.url, { kind: "publishable", key: publishableKey }),
  )
  /** Opens a session in the workspace of the tenant and gives its client. */
  .extend("sessionOf", ({ server, tenant, api }) => async (fields: object = {}): Promise<ApiClient> => {
    const { access_token: token } = await mintSession(api, tenant, fields);
    return apiClient(server.url, { kind: "bearer", token });
  })
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures from this pattern.
  .extend("fileReceiver", { scope: "file" }, async ({}, { onCleanup }) => {
    const receiver = await startReceiver();
    onCleanup(receiver.close);
    return receiver;
  })
  /** Has received nothing yet, and answers 200. */
  .extend("receiver", ({ fileReceiver: receiver }) => {
    receiver.received.length = 0;
    receiver.behave(() => ({ status: 200 }));
    return receiver;
  })
  .extend("fixtures", { scope: "file" }, ({ server }, { onCleanup }) => {
    const fixtures = createFixtures(server);
    onCleanup(async () => void (await fixtures.close()));
    return fixtures;
  })
  .extend("fixture", ({ fixtures }) => fixtures.open());
