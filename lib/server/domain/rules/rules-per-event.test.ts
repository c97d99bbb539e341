import { describe, expect } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import { Rule, RuleCreated } from "#lib/contracts/rules.ts";
import { ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiAnswer } from "#lib/testing/api/api-client.ts";
import { emit, makeWebhook, makeWorkspace } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { RULES_PER_EVENT_MAX } from "./rules-per-event.ts";

const it = base
  .extend("connection", async ({ api }) => makeWebhook(api, (await makeWorkspace(api)).id))
  /** As many rules as were there before anybody counted them. */
  .extend(
    "write",
    ({ server, connection }) =>
      async (count: number, { resource, resource_id }: Filters = {}, isActive = true): Promise<void> => {
        await server.database.pool.query(
          `insert into rules (id, workspace_id, connection_id, type, event, resource, resource_id, metadata, active, created_by)
     select meshes_uuidv7(), $1, $2, 'webhook', 'crowded', $3, $4,
       jsonb_build_object('action', 'send_webhook', 'id', 'written ' || gen_random_uuid()), $5, 't'
     from generate_series(1, $6::int)`,
          [connection.workspace, connection.id, resource ?? null, resource_id ?? null, isActive, count],
        );
      },
  )
  .extend("create", ({ api, connection: { id, workspace } }) => (fields: object = {}) => {
    const body = { workspace, connection: id, event: "crowded", metadata: { action: "send_webhook" }, ...fields };
    return api.send("POST", "/rules", body);
  });

type Filters = { resource?: string; resource_id?: string };

function tooMany(answer: ApiAnswer): void {
  expect(errorParams(refused(answer, "Conflict"))).toEqual(["event"]);
}

describe("rules that one event can match", () => {
  it("are bounded: one more is a conflict that says what to do, and others stay possible", async ({
    write,
    create,
  }) => {
    await write(RULES_PER_EVENT_MAX - 1);
    ok(await create(), RuleCreated, 201);
    const answer = await create({ resource: "shop" });
    tooMany(answer);
    expect(answer.text).toContain("At most 100 active rules can match one event");
    ok(await create({ event: "quiet" }), RuleCreated, 201);
    ok(await create({ resource: "shop", active: false }), RuleCreated, 201);
  });

  it("are counted for the resource and the id that an event can have", async ({ write, create }) => {
    await write(40);
    await write(30, { resource: "shop" });
    await write(29, { resource_id: "7" });
    await write(RULES_PER_EVENT_MAX, { resource: "other", resource_id: "8" });
    ok(await create({ resource: "shop", resource_id: "7" }), RuleCreated, 201);
    tooMany(await create({ resource: "shop", resource_id: "7", metadata: { action: "send_webhook", id: "2" } }));
    ok(await create({ resource: "shop", resource_id: "9" }), RuleCreated, 201);
    ok(await create({ resource: "elsewhere", resource_id: "7" }), RuleCreated, 201);
    // An event of shop 7 would match it too.
    tooMany(await create());
    tooMany(await create({ resource: "shop" }));
  });

  it("are counted when a rule is activated or moved, and not when it only changes", async ({ api, write, create }) => {
    await write(RULES_PER_EVENT_MAX - 1);
    const paused = ok(await create({ active: false }), RuleCreated, 201).rule;
    const elsewhere = ok(await create({ event: "quiet" }), RuleCreated, 201).rule;
    ok(await api.send("PATCH", `/rules/${paused.id}`, { active: true }), Rule);
    tooMany(await api.send("PATCH", `/rules/${elsewhere.id}`, { event: "crowded" }));
    ok(await api.send("PATCH", `/rules/${paused.id}`, { metadata: { action: "send_webhook", id: "renamed" } }), Rule);
    ok(await api.send("PATCH", `/rules/${paused.id}`, { active: false }), Rule);
    await write(1);
    tooMany(await api.send("PATCH", `/rules/${paused.id}`, { active: true }));
  });

  it("are never more, however many are made at the same moment", async ({ write, create }) => {
    await write(RULES_PER_EVENT_MAX - 5);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_item, index) => create({ metadata: { action: "send_webhook", id: `${index}` } })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });

  it("that were more before go on matching", async ({ api, connection, write }) => {
    await write(RULES_PER_EVENT_MAX + 50);
    const event = await emit(api, connection.workspace, { event: "crowded" });
    const found = ok(await api.send("GET", `/events/${event.id}`), EventDetail);
    expect(found.total_rules).toBe(RULES_PER_EVENT_MAX + 50);
    expect(found.rule_events).toHaveLength(RULES_PER_EVENT_MAX + 50);
  });
});
