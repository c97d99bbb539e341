import { describe, expect } from "vitest";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { MappingPreview, MappingResult } from "#lib/contracts/mappings.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { emit, makeRule, makeWebhook, makeWorkspace, untilEnded } from "#lib/testing/api/factories.ts";
import type { Receiver } from "#lib/testing/api/receiver.ts";
import { it as base } from "#lib/testing/providers/test.ts";

const FIELDS: CatalogField[] = [
  { key: "email", type: "string", constraints: { required: true } },
  { key: "a.b", type: "string", constraints: { cleared_by: "null" } },
  { key: "template_variables", type: "object" },
];
const path = (value: string) => ({ type: "path", value });
const SCHEMA = {
  schema_version: 1,
  fields: [
    {
      dest: "email",
      source: path("person.mail"),
      transforms: [{ type: "trim" }, { type: "lower" }],
      on_error: "fail_action",
    },
    { dest: "template_variables.first.name", source: path("person.names.0") },
    {
      dest: "template_variables.count",
      source: path("count"),
      transforms: [{ type: "to_number" }],
      on_error: "warn_action",
    },
    { dest: "a.b", source: { type: "literal", value: null } },
    { dest: "tags", source: path("nowhere") },
  ],
};
const PAYLOAD = { person: { mail: " Ada@Example.COM ", names: ["Ada"] }, count: "many" };
const DATA = { email: "ada@example.com", template_variables: { first: { name: "Ada" } }, "a.b": null };
const COUNT = { dest: "template_variables.count", message: "The value of count is not a number" };

const it = base.override("account", { segments: [[{ id: "1", name: "One" }]], topics: [], fields: FIELDS }).extend(
  "preview",
  ({ api, connection }) =>
    (body: object, caller = api, id = connection.id) =>
      caller.send("POST", `/connections/${id}/mappings/preview`, { schema: SCHEMA, ...body }),
);

const contacts = (provider: Receiver) => provider.received.filter((request) => request.path === "/hook/contacts");

describe("the preview of a mapping", () => {
  it("is what a delivery carries, with its warnings", async ({ tenant, api, preview, connection, provider }) => {
    const { data, warnings } = ok(await preview({ payload: PAYLOAD }), MappingPreview);
    expect({ data, warnings }).toEqual({ data: DATA, warnings: [COUNT] });
    const body = { schema: { ...SCHEMA, fields: SCHEMA.fields.slice(0, 4) } };
    ok(await api.send("PUT", `/connections/${connection.id}/mappings/default`, body), MappingResult);
    await makeRule(api, connection, { metadata: { action: "add_to_segment", id: "1" } });
    provider.received.length = 0;
    const event = await emit(api, tenant.workspaceId, { payload: PAYLOAD });
    expect((await untilEnded(api, event.id)).status).toBe("completed");
    expect(contacts(provider).map((request): unknown => JSON.parse(request.body))).toEqual([data]);
  });

  it("is the proposal's, while nothing is stored: made from the fields that were read when the account was connected", async ({
    tenant,
    api,
    connection,
    provider,
  }) => {
    await makeRule(api, connection, { metadata: { action: "add_to_segment", id: "1" } });
    provider.received.length = 0;
    const event = await emit(api, tenant.workspaceId, { payload: { email: "ada@example.com", "a.b": "x", other: 1 } });
    expect((await untilEnded(api, event.id)).status).toBe("completed");
    expect(contacts(provider).map((request): unknown => JSON.parse(request.body))).toEqual([
      { email: "ada@example.com" },
    ]);
    const without = await emit(api, tenant.workspaceId, { payload: { mail: "ada@example.com" } });
    const [ruleEvent] = (await untilEnded(api, without.id)).rule_events;
    expect(ruleEvent).toMatchObject({ status: "failed", last_error: expect.stringContaining("email") });
    expect(contacts(provider)).toHaveLength(1);
  });

  it("says for every field what it gets, or why it gets nothing", async ({ preview }) => {
    expect(ok(await preview({ payload: PAYLOAD }), MappingPreview).fields).toEqual([
      { dest: "email", value: "ada@example.com" },
      { dest: "template_variables.first.name", value: "Ada" },
      { dest: "template_variables.count", problem: COUNT.message },
      { dest: "a.b", value: null },
      { dest: "tags", problem: "The value of nowhere is not in the payload" },
    ]);
  });

  it("says what stops the delivery", async ({ preview }) => {
    const found = ok(await preview({ payload: {} }), MappingPreview);
    const problem = { dest: "email", message: "The value of person.mail is not in the payload" };
    expect(found).toMatchObject({ data: {}, warnings: [], problem });
    expect(found.fields).toHaveLength(5);
  });

  it("is empty for a webhook, which takes events as they are", async ({ tenant, api, preview }) => {
    const webhook = await makeWebhook(api, tenant.workspaceId);
    const found = ok(await preview({ payload: PAYLOAD }, api, webhook.id), MappingPreview);
    expect(found).toEqual({ data: {}, warnings: [], fields: [] });
  });

  it("asks the provider nothing", async ({ preview, provider }) => {
    await preview({ payload: PAYLOAD });
    expect(provider.received).toHaveLength(0);
  });

  it("is 422 with a sentence when the mapping makes too much, and so is what a delivery says", async ({
    tenant,
    api,
    preview,
    connection,
    provider,
  }) => {
    const text = "x".repeat(200_000);
    const fields = Array.from({ length: 10 }, (_, index) => ({
      dest: `template_variables.f${index}`,
      source: path("text"),
    }));
    const email = { dest: "email", source: path("email") };
    const schema = { schema_version: 1, fields: [email, ...fields] };
    const payload = { email: "ada@example.com", text };
    const { error } = refused(await preview({ schema, payload }), "UnprocessableEntity");
    expect(error.data).toEqual([{ param: "schema", msg: expect.stringContaining("more than 1 MiB") }]);
    const slow = Array.from({ length: 10 }, () => ({ type: "substring", start: 190_000 }));
    const many = Array.from({ length: 250 }, (_, index) => ({
      ...email,
      dest: `f${index}`,
      source: path("text"),
      transforms: slow,
    }));
    const tooSlow = refused(
      await preview({ schema: { schema_version: 1, fields: many }, payload }),
      "UnprocessableEntity",
    );
    expect(tooSlow.error.message).toContain("takes too long");
    ok(await api.send("PUT", `/connections/${connection.id}/mappings/default`, { schema }), MappingResult);
    await makeRule(api, connection, { metadata: { action: "add_to_segment", id: "1" } });
    const event = await emit(api, tenant.workspaceId, { payload });
    const [ruleEvent] = (await untilEnded(api, event.id)).rule_events;
    expect(ruleEvent).toMatchObject({ status: "failed", attempt_count: 1, last_error: error.message });
    expect(contacts(provider)).toHaveLength(0);
  });

  it("is tried on one thing: an event or a payload", async ({ tenant, api, preview }) => {
    const { id } = await emit(api, tenant.workspaceId, { payload: PAYLOAD });
    badRequest(await preview({}), "payload");
    badRequest(await preview({ payload: {}, event_id: id }), "payload");
    badRequest(await preview({ payload: [] }), "payload");
    badRequest(await preview({ payload: {}, schema: { schema_version: 2, fields: [] } }), "schema.schema_version");
    const zone = { dest: "x", source: path("x"), transforms: [{ type: "to_date", timezone: "Mars/North" }] };
    const zones = { schema_version: 1, fields: [zone] };
    badRequest(await preview({ payload: {}, schema: zones }), "schema.fields[0].transforms[0].timezone");
  });
});

describe("the preview on an event", () => {
  it("needs the right to read its payload; a payload of one's own does not", async ({
    tenant,
    api,
    sessionOf,
    preview,
  }) => {
    const { id: event_id } = await emit(api, tenant.workspaceId, { payload: PAYLOAD });
    const scopes = ["events.payload:read"];
    const may = await sessionOf({ role: "admin", scopes });
    expect(ok(await preview({ event_id }, may), MappingPreview).data).toEqual(DATA);
    for (const fields of [{ role: "admin" }, { role: "member", scopes }]) {
      const mayNot = await sessionOf(fields);
      refused(await preview({ event_id }, mayNot), "Forbidden");
      expect(ok(await preview({ payload: PAYLOAD }, mayNot), MappingPreview).data).toEqual(DATA);
    }
  });

  it("answers 404 for an event of another workspace, an unknown one, and none at all", async ({
    server,
    api,
    preview,
  }) => {
    const sibling = await makeWorkspace(api);
    const elsewhere = await emit(api, sibling.id);
    const other = await server.tenant();
    const foreign = await emit(server.as(other), other.workspaceId);
    for (const event_id of [elsewhere.id, foreign.id, "0190a000-0000-7000-8000-000000000000", "x"]) {
      refused(await preview({ event_id }), "NotFound");
    }
  });
});
