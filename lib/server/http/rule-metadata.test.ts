import { describe, expect } from "vitest";
import { Rule, RuleCreated } from "#lib/contracts/rules.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import { uniqueName } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/providers/test.ts";

const ACCOUNT = { segments: [[{ id: "1", name: "One" }]], topics: [], fields: [] };

const it = base
  .override("variables", { MESHES_DELIVERY_TIMEOUT_MS: "500" })
  .override("account", ACCOUNT)
  .extend("calls", ({ tenant, api, connection }) => {
    const create = (metadata: object) =>
      api.send("POST", "/rules", {
        workspace: tenant.workspaceId,
        connection: connection.id,
        event: uniqueName("e"),
        metadata,
      });
    const made = async (metadata: object) => ok(await create(metadata), RuleCreated, 201).rule;
    const patch = (id: string, body: object) => api.send("PATCH", `/rules/${id}`, body);
    return { create, made, patch };
  });

const note = (more: object = {}) => ({ action: "send_note", from: "ann@example.com", template: "Hello", ...more });

describe("the metadata of a rule", () => {
  it("needs every required input of its action, the option inside an advanced one too", async ({ calls }) => {
    const params = async (metadata: object) => errorParams(refused(await calls.create(metadata), "BadRequest"));
    expect(await params({ action: "send_note" })).toEqual(["metadata.from", "metadata.template"]);
    expect(await params(note({ from: "", template: "   " }))).toEqual(["metadata.from", "metadata.template"]);
    expect(await params({ action: "set_topic" })).toEqual(["metadata.id", "metadata.value"]);
    expect(await params({ action: "set_topic", id: "t" })).toEqual(["metadata.value"]);
    badRequest(await calls.create({ action: "toString" }), "metadata.action");
    await calls.made({ action: "set_topic", id: "t", value: "weekly" });
  });

  it("has the form that the input asks for, said in the input's words", async ({ calls }) => {
    const { error } = refused(await calls.create(note({ from: "ann" })), "BadRequest");
    expect(error.data).toEqual([{ param: "metadata.from", msg: "An e-mail address" }]);
    badRequest(await calls.create(note({ tone: "shrill" })), "metadata.tone");
    badRequest(await calls.create(note({ template: 5 })), "metadata.template");
    badRequest(await calls.create(note({ from: ["ann@example.com"] })), "metadata.from");
    await calls.made(note({ tone: "loud" }));
    await calls.made(note({ tone: "", more: { of: ["mine"] } }));
  });

  it("is of a bounded length: a line for most, more for a text", async ({ calls }) => {
    badRequest(await calls.create(note({ from: `a@${"b".repeat(1023)}` })), "metadata.from");
    badRequest(await calls.create(note({ template: "x".repeat(50_001) })), "metadata.template");
    await calls.made(note({ template: "x".repeat(50_000) }));
  });
});

describe("what a rule points to", () => {
  it("is asked of the provider when a rule is made, and when its metadata is replaced", async ({ api, calls }) => {
    badRequest(await calls.create({ action: "add_to_segment", id: "gone" }), "metadata.id");
    const rule = await calls.made({ action: "add_to_segment", id: "1" });
    badRequest(await calls.patch(rule.id, { metadata: { action: "add_to_segment", id: "gone" } }), "metadata.id");
    expect(ok(await api.send("GET", `/rules/${rule.id}`), Rule)).toEqual(rule);
  });

  it.for<[what: string, behaviour: () => { status: number } | "hang"]>([
    ["is away", () => ({ status: 503 })],
    ["says nothing", () => "hang"],
    ["refuses the credentials", () => ({ status: 401 })],
    ["has had enough", () => ({ status: 429 })],
  ])("keeps nobody from saving while the provider %s", async ([_what, behaviour], { provider, calls }) => {
    provider.behave(behaviour);
    const rule = await calls.made({ action: "add_to_segment", id: "unknown" });
    ok(await calls.patch(rule.id, { metadata: { action: "add_to_segment", id: "other" } }), Rule);
  });

  it("is not asked of an account whose connection is inactive, nor for a change of something else", async ({
    api,
    calls,
    provider,
    connection,
  }) => {
    const rule = await calls.made({ action: "add_to_segment", id: "1" });
    provider.received.length = 0;
    ok(await calls.patch(rule.id, { active: false, event: "other" }), Rule);
    await api.send("PATCH", `/connections/${connection.id}`, { active: false });
    await calls.made({ action: "add_to_segment", id: "gone" });
    expect(provider.received).toHaveLength(0);
  });

  it("mended, takes the rule's problem away", async ({ server, calls }) => {
    const rule = await calls.made({ action: "add_to_segment", id: "1" });
    await server.database.pool.query("update rules set problem = 'The segment is gone' where id = $1", [rule.id]);
    expect(ok(await calls.patch(rule.id, { active: true }), Rule).problem).toBe("The segment is gone");
    const mended = ok(await calls.patch(rule.id, { metadata: { action: "add_to_segment", id: "1" } }), Rule);
    expect(mended).not.toHaveProperty("problem");
  });
});
