import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ConnectionCreated, type Connection } from "#lib/contracts/connections.ts";
import { Rule, RuleCreated } from "#lib/contracts/rules.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { uniqueName } from "#lib/testing/api/factories.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { accountApi, fakeConnection, withFakeDestination } from "#lib/testing/providers/fake-destination.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";

const ACCOUNT = { segments: [[{ id: "1", name: "One" }]], topics: [], fields: [] };

let server: TestServer;
let provider: Receiver;
let tenant: Tenant;
let api: ApiClient;
let connection: Connection;

beforeAll(async () => {
  server = await startTestServer({ MESHES_DELIVERY_TIMEOUT_MS: "500" }, undefined, withFakeDestination);
  provider = await startReceiver();
});
afterAll(async () => {
  await server.close();
  await provider.close();
});
beforeEach(async () => {
  provider.behave(accountApi(ACCOUNT));
  tenant = await server.tenant();
  api = server.as(tenant);
  const body = fakeConnection(tenant.workspaceId, provider.url);
  connection = ok(await api.send("POST", "/connections", body), ConnectionCreated, 201).connection;
});

const create = (metadata: object) =>
  api.send("POST", "/rules", {
    workspace: tenant.workspaceId,
    connection: connection.id,
    event: uniqueName("e"),
    metadata,
  });
const made = async (metadata: object) => ok(await create(metadata), RuleCreated, 201).rule;
const patch = (id: string, body: object) => api.send("PATCH", `/rules/${id}`, body);
const note = (more: object = {}) => ({ action: "send_note", from: "ann@example.com", template: "Hello", ...more });

describe("the metadata of a rule", () => {
  it("needs every required input of its action, the option inside an advanced one too", async () => {
    const params = async (metadata: object) => errorParams(refused(await create(metadata), "BadRequest"));
    expect(await params({ action: "send_note" })).toEqual(["metadata.from", "metadata.template"]);
    expect(await params(note({ from: "", template: "   " }))).toEqual(["metadata.from", "metadata.template"]);
    expect(await params({ action: "set_topic" })).toEqual(["metadata.id", "metadata.value"]);
    expect(await params({ action: "set_topic", id: "t" })).toEqual(["metadata.value"]);
    badRequest(await create({ action: "toString" }), "metadata.action");
    await made({ action: "set_topic", id: "t", value: "weekly" });
  });

  it("has the form that the input asks for, said in the input's words", async () => {
    const { error } = refused(await create(note({ from: "ann" })), "BadRequest");
    expect(error.data).toEqual([{ param: "metadata.from", msg: "An e-mail address" }]);
    badRequest(await create(note({ tone: "shrill" })), "metadata.tone");
    badRequest(await create(note({ template: 5 })), "metadata.template");
    badRequest(await create(note({ from: ["ann@example.com"] })), "metadata.from");
    await made(note({ tone: "loud" }));
    await made(note({ tone: "", more: { of: ["mine"] } }));
  });

  it("is of a bounded length: a line for most, more for a text", async () => {
    badRequest(await create(note({ from: `a@${"b".repeat(1023)}` })), "metadata.from");
    badRequest(await create(note({ template: "x".repeat(50_001) })), "metadata.template");
    await made(note({ template: "x".repeat(50_000) }));
  });
});

describe("what a rule points to", () => {
  it("is asked of the provider when a rule is made, and when its metadata is replaced", async () => {
    badRequest(await create({ action: "add_to_segment", id: "gone" }), "metadata.id");
    const rule = await made({ action: "add_to_segment", id: "1" });
    badRequest(await patch(rule.id, { metadata: { action: "add_to_segment", id: "gone" } }), "metadata.id");
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
  });

  it.each([
    ["is away", () => ({ status: 503 })],
    ["says nothing", () => "hang" as const],
    ["refuses the credentials", () => ({ status: 401 })],
    ["has had enough", () => ({ status: 429 })],
  ])("keeps nobody from saving while the provider %s", async (_what, behaviour) => {
    provider.behave(behaviour);
    const rule = await made({ action: "add_to_segment", id: "unknown" });
    ok(await patch(rule.id, { metadata: { action: "add_to_segment", id: "other" } }), Rule);
  });

  it("is not asked of an account whose connection is inactive, nor for a change of something else", async () => {
    const rule = await made({ action: "add_to_segment", id: "1" });
    provider.received.length = 0;
    ok(await patch(rule.id, { active: false, event: "other" }), Rule);
    await api.send("PATCH", `/connections/${connection.id}`, { active: false });
    await made({ action: "add_to_segment", id: "gone" });
    expect(provider.received).toHaveLength(0);
  });

  it("mended, takes the rule's problem away", async () => {
    const rule = await made({ action: "add_to_segment", id: "1" });
    await server.database.pool.query("update rules set problem = 'The segment is gone' where id = $1", [rule.id]);
    expect(ok(await patch(rule.id, { active: true }), Rule).problem).toBe("The segment is gone");
    const mended = ok(await patch(rule.id, { metadata: { action: "add_to_segment", id: "1" } }), Rule);
    expect(mended).not.toHaveProperty("problem");
  });
});
