import { afterAll, beforeAll, expect, it } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import { ok } from "#lib/testing/answers.ts";
import { emit, makeRule, makeWebhook } from "#lib/testing/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/test-server.ts";
import { findRuleEvents } from "./read-deliveries.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.close());

it("the deliveries of an event are read without its payload, however many rules it has", async () => {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  for (let index = 0; index < 20; index += 1) {
    await makeRule(api, await makeWebhook(api, tenant.workspaceId));
  }
  const { id } = await emit(api, tenant.workspaceId, { payload: { text: "x".repeat(200_000) } });
  expect(ok(await api.send("GET", `/events/${id}`), EventDetail).rule_events).toHaveLength(20);
  const rows = await findRuleEvents(
    server.app.db,
    { organizationId: tenant.organizationId, workspaceId: undefined, pair: undefined },
    id,
  );
  expect(JSON.stringify(rows).length).toBeLessThan(100_000);
});
