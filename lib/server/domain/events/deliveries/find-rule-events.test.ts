import { expect } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { emit, makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { startReceiver } from "#lib/testing/api/receiver.ts";
import { it } from "#lib/testing/server/test.ts";
import { findRuleEvents } from "./read-deliveries.ts";

it("the deliveries of an event are read without its payload, however many rules it has", async ({ server }) => {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  for (let index = 0; index < 20; index += 1) {
    await makeRule(api, await makeWebhook(api, tenant.workspaceId));
  }
  const { id } = await emit(api, tenant.workspaceId, { payload: { text: "x".repeat(200_000) } });
  expect(ok(await api.send("GET", `/events/${id}`), EventDetail).rule_events).toHaveLength(20);
  const rows = await findRuleEvents(
    server.app.db,
    { organizationId: tenant.organizationId, workspaceId: undefined, resourceScope: undefined },
    id,
  );
  expect(JSON.stringify(rows).length).toBeLessThan(100_000);
});

it("an event and its deliveries are read as of one moment, while they change", async ({ server }) => {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  const receiver = await startReceiver();
  for (let index = 0; index < 5; index += 1) {
    await makeRule(api, await makeWebhook(api, tenant.workspaceId, { url: receiver.url }));
  }
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await emit(api, tenant.workspaceId)).id));
  const follow = async (id: string) => {
    for (;;) {
      const event = ok(await api.send("GET", `/events/${id}`), EventDetail);
      const completed = event.rule_events.filter(({ status }) => status === "completed").length;
      expect(event.completed_count).toBe(completed);
      expect(event.status === "completed").toBe(completed === 5);
      if (event.status === "completed") return;
    }
  };
  await Promise.all(ids.map(follow));
  await receiver.close();
});
