import { expect } from "vitest";
import { it } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

it("delivers an accepted event to the webhook of the matching rule", async ({ server, receiver }) => {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  const workspace = tenant.workspaceId;
  const { body } = await api.send("POST", "/connections", {
    workspace,
    type: "webhook",
    name: "Hook",
    metadata: { url: receiver.url },
  });
  expect(body).toMatchObject({ connection: { name: "Hook" } });
  const connection = (body as { connection: { id: string } }).connection.id;
  const rule = await api.send("POST", "/rules", {
    workspace,
    connection,
    event: "user.signup",
    metadata: { action: "send_webhook" },
  });
  expect(rule.status).toBe(201);
  const accepted = await api.send("POST", "/events", {
    workspace,
    event: "user.signup",
    payload: { email: "ann@example.com" },
  });
  expect(accepted.status).toBe(201);
  const id = (accepted.body as { event: { id: string } }).event.id;
  const event = await until("the event to be completed", async () => {
    const { body: found } = await api.send("GET", `/events/${id}`);
    return (found as { status: string }).status === "completed" ? found : undefined;
  });
  expect(event).toMatchObject({ total_rules: 1, completed_count: 1, failed_count: 0 });
  expect(receiver.received.map(({ body: sent }) => JSON.parse(sent).uuid)).toContain(id);
});
