import fc from "fast-check";
import { describe, expect } from "vitest";
import { BulkResult, EventDetail } from "#lib/contracts/events.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { emit, makeRule, makeWebhook, makeWorkspace } from "#lib/testing/api/factories.ts";
import { it } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

type Filter = { event: string; resource?: string; resource_id?: string };
type Emitted = { event: string; resource?: string; resource_id?: string };

/** The documented rule: a filter that a rule does not have matches anything, also an event without that field. */
function isMatch(rule: Filter, event: Emitted): boolean {
  if (rule.event !== event.event) return false;
  if (rule.resource !== undefined && rule.resource !== (event.resource ?? "global")) return false;
  return rule.resource_id === undefined || rule.resource_id === event.resource_id;
}

const name = fc.constantFrom("a", "A", "a b", "a%", "_", "global", "é", "'; --");
const resourceId = fc.constantFrom("1", "01", "a", "A");
const shape = { event: name, resource: name, resource_id: resourceId };
const filter: fc.Arbitrary<Filter> = fc.record(shape, { requiredKeys: ["event"] });
const filters = fc.uniqueArray(filter, {
  maxLength: 8,
  selector: (item) => JSON.stringify([item.event, item.resource, item.resource_id]),
});
const events = fc.array(filter, { minLength: 1, maxLength: 10 });

describe("matching", () => {
  it("makes exactly one delivery for each rule that matches, and none else", async ({ api }) => {
    await fc.assert(
      fc.asyncProperty(filters, events, async (wanted, emitted) => {
        const workspace = await makeWorkspace(api);
        const connection = await makeWebhook(api, workspace.id);
        const rules: { id: string; filter: Filter }[] = [];
        for (const item of wanted) rules.push({ id: (await makeRule(api, connection, item)).id, filter: item });
        const bulk = emitted.map((item) => ({ workspace: workspace.id, payload: {}, ...item }));
        const { records } = ok(await api.send("POST", "/events/bulk", bulk), BulkResult, 201);
        for (const [index, record] of records.entries()) {
          if (!("id" in record)) throw new Error("An event was refused");
          const item = emitted[index] ?? { event: "" };
          const expected = rules.filter((rule) => isMatch(rule.filter, item)).map(({ id }) => id);
          const found = ok(await api.send("GET", `/events/${record.id}`), EventDetail);
          expect(found.rule_events.map(({ rule }) => rule).toSorted()).toEqual(expected.toSorted());
          expect(found.total_rules).toBe(expected.length);
          if (expected.length === 0)
            expect(found).toMatchObject({ status: "completed", completed_at: found.created_at });
        }
      }),
      { numRuns: 15 },
    );
  });

  it("ignores rules that are not active, that were deleted, and of other workspaces", async ({ api }) => {
    const [mine, other] = await Promise.all([makeWorkspace(api), makeWorkspace(api)]);
    const connection = await makeWebhook(api, mine.id);
    await makeRule(api, connection, { active: false });
    const deleted = await makeRule(api, connection, { metadata: { action: "send_webhook", id: "deleted" } });
    await api.send("DELETE", `/rules/${deleted.id}`);
    await makeRule(api, await makeWebhook(api, other.id));
    const event = await emit(api, mine.id);
    expect(ok(await api.send("GET", `/events/${event.id}`), EventDetail)).toMatchObject({
      status: "completed",
      total_rules: 0,
      rule_events: [],
    });
  });

  it("completes an event that no rule matches at once", async ({ api }) => {
    const workspace = await makeWorkspace(api);
    const event = await emit(api, workspace.id);
    const found = ok(await api.send("GET", `/events/${event.id}`), EventDetail);
    expect(found).toMatchObject({
      status: "completed",
      total_rules: 0,
      completed_count: 0,
      failed_count: 0,
      rule_events: [],
    });
  });

  it("fans one event out to a hundred rules, each delivered once", async ({ fixture }) => {
    const others = Array.from({ length: 99 }, (_item, index) => ({
      metadata: { action: "send_webhook", id: `copy ${index}` },
    }));
    for (const fields of others) await makeRule(fixture.api, fixture.connection, fields);
    const id = await fixture.emit();
    await until("every delivery", async () => (await fixture.event(id)).status === "completed");
    expect(await fixture.event(id)).toMatchObject({ total_rules: 100, completed_count: 100 });
    expect(new Set(fixture.receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(100);
    expect(fixture.receiver.received).toHaveLength(100);
  });

  it("sees a rule as soon as its creation has been answered", async ({ fixture }) => {
    for (let index = 0; index < 10; index += 1) {
      const event = `made just now ${index}`;
      await makeRule(fixture.api, fixture.connection, { event });
      expect(await fixture.event(await fixture.emit({ event }))).toMatchObject({ total_rules: 1 });
    }
  });
});
