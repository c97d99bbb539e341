import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { EventsSearchPage } from "#lib/contracts/events.ts";
import { Retry, RetriesPage, type RetryFilter } from "#lib/contracts/retries.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { bulkRetries, emitFailing, type BulkRetries } from "#lib/testing/api/bulk-retries.ts";
import type { DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { makeRule, makeWebhook, mintSession } from "#lib/testing/api/factories.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base
  .override("variables", { MESHES_RETRY_SCHEDULE: "1h" })
  .extend("bulk", ({ fixture }) => bulkRetries(fixture.api, fixture.workspace));

/** The ids of the events, in the order of the ids. */
const sorted = (ids: readonly string[]) => ids.toSorted();
const eventsOf = async (bulk: BulkRetries, id: string) =>
  sorted((await bulk.items(id)).map(({ event_id }) => event_id));

describe("a bulk retry", () => {
  it("delivers again what failed, and says of each delivery how it stands", async ({ fixture, bulk }) => {
    const failed = await emitFailing(fixture, 5);
    fixture.receiver.behave(() => ({ status: 200 }));
    const completed = await fixture.emit();
    await fixture.until(completed, "completed");
    const started = await bulk.start({});
    expect(started).toMatchObject({
      workspace: fixture.workspace,
      status: "running",
      filter: { delivery_status: "failed" },
      // Counted when the first of them is started again.
      matching: 0,
      is_exact: false,
      retried: 0,
      skipped: 0,
      skip_reasons: [],
    });
    expect(await bulk.untilCompleted(started.id)).toMatchObject({
      retried: 5,
      skipped: 0,
      matching: 5,
      is_exact: true,
    });
    for (const id of failed) await fixture.until(id, "completed");
    expect((await bulk.get(started.id)).deliveries).toMatchObject({ completed: 5, failed: 0, pending: 0 });
    const items = await bulk.items(started.id);
    expect(sorted(items.map(({ event_id }) => event_id))).toEqual(sorted(failed));
    expect(items[0]).toMatchObject({
      rule: fixture.rule.id,
      connection: fixture.connection.id,
      outcome: "retried",
      status: "completed",
    });
    for (const id of failed) {
      expect((await fixture.attempts(id)).map(({ trigger, outcome_code }) => [trigger, outcome_code])).toEqual([
        ["scheduled", "invalid_request"],
        ["bulk", "delivered"],
      ]);
      expect(await fixture.event(id)).toMatchObject({ status: "completed", completed_count: 1, failed_count: 0 });
    }
  });

  it("gives what failed the whole schedule again, and does not take up what fails again", async ({ fixture, bulk }) => {
    const [id = ""] = await emitFailing(fixture, 1);
    fixture.receiver.behave((_received, index) => ({ status: index === 1 ? 500 : 400 }));
    const { id: retry } = await bulk.start({});
    await fixture.until(id, "retrying");
    expect(await bulk.untilCompleted(retry)).toMatchObject({ retried: 1 });
    expect(fixture.receiver.received).toHaveLength(2);
  });

  it("only counts with dry_run, and that is what happens then", async ({ fixture, bulk }) => {
    const failed = await emitFailing(fixture, 3);
    const preview = await bulk.preview({});
    expect(preview).toEqual({
      filter: { delivery_status: "failed" },
      matching: 3,
      is_exact: true,
      retryable: 3,
      skipped: 0,
      skip_reasons: [],
    });
    expect(await fixture.delivery(failed[0] ?? "")).toMatchObject({ status: "failed", attempt_count: 1 });
    expect(ok(await fixture.api.send("GET", bulk.base), RetriesPage).records).toEqual([]);
    const { id } = await bulk.start({});
    expect(await bulk.untilCompleted(id)).toMatchObject({ retried: 3, skipped: 0 });
  });

  it("of nothing ends at once", async ({ bulk }) => {
    const { id } = await bulk.start({ event: "never.sent" });
    expect(await bulk.untilCompleted(id)).toMatchObject({
      matching: 0,
      is_exact: true,
      retried: 0,
      skipped: 0,
      deliveries: { completed: 0 },
    });
  });

  it("starts again what was canceled when that is asked for", async ({ fixture, bulk }) => {
    const failed = await emitFailing(fixture, 1);
    fixture.receiver.behave(() => ({ status: 500 }));
    const canceled = await fixture.emit();
    await fixture.until(canceled, "retrying");
    expect((await fixture.cancel(canceled)).status).toBe(200);
    fixture.receiver.behave(() => ({ status: 200 }));
    const { id } = await bulk.start({ status: "canceled" });
    await bulk.untilCompleted(id);
    expect(await eventsOf(bulk, id)).toEqual([canceled]);
    await fixture.until(canceled, "completed");
    expect(await fixture.delivery(failed[0] ?? "")).toMatchObject({ status: "failed" });
  });
});

describe("the filter of a bulk retry", () => {
  let groups: Record<string, string[]>;
  let second: { connection: string; rule: string };

  it.beforeEach(async ({ server, fixture }) => {
    const connection = await makeWebhook(fixture.api, fixture.workspace, { url: fixture.receiver.url });
    const rule = await makeRule(fixture.api, connection, { event: "order.paid" });
    await makeRule(fixture.api, fixture.connection, { event: "order.paid" });
    second = { connection: connection.id, rule: rule.id };
    const signups = await emitFailing(fixture, 2);
    const ofShop = await emitFailing(fixture, 2, { resource: "shop", resource_id: "1" });
    const orders = await Promise.all([fixture.emit({ event: "order.paid" }), fixture.emit({ event: "order.paid" })]);
    for (const id of orders) {
      await until("both deliveries to fail", async () => {
        const { rule_events } = await fixture.event(id);
        return rule_events.every(({ status }) => status === "failed");
      });
    }
    await server.database.pool.query("update attempts set outcome_code = 'timeout' where event_id = $1", [signups[0]]);
    await server.database.pool.query("update events set created_at = created_at - interval '1 day' where id = $1", [
      signups[1],
    ]);
    groups = { signups, ofShop, orders };
  });

  const of = (group: string) => groups[group] ?? [];
  const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString();
  const cases: [string, (fixture: DeliveryFixture) => RetryFilter, () => string[]][] = [
    ["event type", () => ({ event: "order.paid" }), () => [...of("orders"), ...of("orders")]],
    ["resource", () => ({ resource: "shop" }), () => of("ofShop")],
    ["resource id", () => ({ resource: "shop", resource_id: "1" }), () => of("ofShop")],
    ["another resource id", () => ({ resource_id: "2" }), () => []],
    ["connection", () => ({ connection: second.connection }), () => of("orders")],
    ["rule", () => ({ rule: second.rule }), () => of("orders")],
    ["rule of this connection", (fixture) => ({ rule: fixture.rule.id }), () => [...of("signups"), ...of("ofShop")]],
    ["rule that is unknown", () => ({ rule: "0190a000-0000-7000-8000-000000000000" }), () => []],
    ["last outcome", () => ({ outcome_code: "timeout" }), () => of("signups").slice(0, 1)],
    [
      "time from",
      () => ({ event: "user.signup", created_after: hourAgo() }),
      () => [...of("signups").slice(0, 1), ...of("ofShop")],
    ],
    ["time to", () => ({ created_after: "2020-01-01T00:00:00+02:00", created_before: hourAgo() }), () => []],
    ["events", () => ({ event_ids: of("ofShop") }), () => of("ofShop")],
    [
      "events, some of which are unknown",
      (fixture) => ({ event_ids: [fixture.rule.id, ...of("ofShop")] }),
      () => of("ofShop"),
    ],
    ["several conditions", () => ({ event_ids: of("orders"), connection: second.connection }), () => of("orders")],
  ];

  it("chooses by each of its keys, and the preview counts what is then retried", async ({ server, fixture, bulk }) => {
    for (const [name, filter, expected] of cases) {
      const preview = await bulk.preview(filter(fixture));
      const { id } = await bulk.start(filter(fixture));
      const retry = await bulk.untilCompleted(id);
      expect(await eventsOf(bulk, id), name).toEqual(sorted(expected()));
      expect([retry.retried, retry.skipped], name).toEqual([preview.retryable, preview.skipped]);
      await until("everything to have failed again", async () => {
        const { deliveries } = await bulk.get(id);
        return deliveries?.failed === retry.retried;
      });
      await server.database.pool.query("update attempts set outcome_code = 'timeout' where event_id = $1", [
        of("signups")[0],
      ]);
    }
  });

  it.for([
    [{}, "filter"],
    [{ filter: null }, "filter"],
    [{ filter: [] }, "filter"],
    [{ filter: { delivery_status: "completed" } }, "filter.delivery_status"],
    [{ filter: { status: "done" } }, "filter.status"],
    [{ filter: { event: 1 } }, "filter.event"],
    [{ filter: { event: "a\u0000b" } }, "filter.event"],
    [{ filter: { outcome_code: "bad" } }, "filter.outcome_code"],
    [{ filter: { created_after: "yesterday" } }, "filter.created_after"],
    [{ filter: { connection: 1 } }, "filter.connection"],
    [{ filter: { rule: 1 } }, "filter.rule"],
    [{ filter: { event_ids: [] } }, "filter.event_ids"],
    [{ filter: { event_ids: [1] } }, "filter.event_ids[0]"],
    [{ filter: { since: "1h" } }, "filter.since"],
    [{ filter: { stauts: "failed", connection: "x" } }, "filter.stauts"],
    [{ filter: {}, dryrun: true }, "dryrun"],
    [{ filter: { event_ids: Array.from({ length: 201 }, () => randomUUID()) } }, "filter.event_ids"],
    [{ filter: {}, dry_run: "yes" }, "dry_run"],
  ] as const)("that is wrong is refused: %j", async ([body, param], { bulk }) => {
    badRequest(await bulk.post(body), param);
  });
});

describe("a filter that a list takes too", () => {
  const nothing: Record<string, string>[] = [
    { connection: "x" },
    { rule: "%" },
    { id: "nonsense" },
    { event: "" },
    { connection: randomUUID() },
  ];
  it.for(nothing)("matches nothing in both when it names nothing: %j", async (filter, { fixture, bulk }) => {
    await emitFailing(fixture, 1);
    const list = await fixture.api.send(
      "GET",
      `/workspaces/${fixture.workspace}/events?${new URLSearchParams(filter)}`,
    );
    expect(ok(list, EventsSearchPage).records).toEqual([]);
    expect(await bulk.preview(filter)).toMatchObject({ matching: 0, retryable: 0 });
  });

  it("is one event by its id in both", async ({ fixture, bulk }) => {
    const [id = ""] = await emitFailing(fixture, 2);
    expect(await bulk.preview({ id: id.toUpperCase() })).toMatchObject({ matching: 1 });
  });
});

describe("what a bulk retry skips", () => {
  it("is what a single retry refuses, with its reason", async ({ server, fixture, bulk }) => {
    const rules = [];
    for (const event of ["a", "b", "c", "d", "e"]) {
      const connection = await makeWebhook(fixture.api, fixture.workspace, { url: fixture.receiver.url });
      rules.push(await makeRule(fixture.api, connection, { event }));
      fixture.receiver.behave(() => ({ status: 400 }));
      const id = await fixture.emit({ event });
      await until("the delivery to fail", async () => (await fixture.event(id)).status === "failed");
    }
    const [, deletedRule, deletedConnection, inactiveRule, inactiveConnection] = rules;
    const { api } = fixture;
    const change = async (method: string, path: string, body?: unknown) =>
      expect((await api.send(method, path, body)).status).toBe(200);
    await change("DELETE", `/rules/${deletedRule?.id}`);
    await change("PATCH", `/rules/${inactiveRule?.id}`, { active: false });
    await change("PATCH", `/connections/${inactiveConnection?.connection}`, { active: false });
    await server.database.pool.query("update connections set deleted_at = now() where id = $1", [
      deletedConnection?.connection,
    ]);
    const skip_reasons = [
      { reason: "rule_deleted", count: 1 },
      { reason: "connection_deleted", count: 1 },
      { reason: "rule_inactive", count: 1 },
      { reason: "connection_inactive", count: 1 },
    ];
    expect(await bulk.preview({})).toMatchObject({
      matching: 5,
      is_exact: true,
      retryable: 1,
      skipped: 4,
      skip_reasons,
    });
    const { id } = await bulk.start({});
    expect(await bulk.untilCompleted(id)).toMatchObject({ matching: 5, retried: 1, skipped: 4, skip_reasons });
    const items = await bulk.items(id);
    const reasonOf = (rule: string | undefined) => items.find((item) => item.rule === rule)?.reason;
    expect(rules.map((rule) => reasonOf(rule.id))).toEqual([
      undefined,
      "rule_deleted",
      "connection_deleted",
      "rule_inactive",
      "connection_inactive",
    ]);
    expect(items.filter(({ outcome }) => outcome === "skipped").map(({ status }) => status)).toEqual(
      Array(4).fill("failed"),
    );
  });

  it("is also what somebody else starts again in the same moment", async ({ server, fixture, bulk }) => {
    const [eventId = ""] = await emitFailing(fixture, 1);
    const client = await server.database.pool.connect();
    await client.query("begin");
    await client.query("update rule_events set status = 'completed', completed_at = now() where event_id = $1", [
      eventId,
    ]);
    const { id } = await bulk.start({});
    await until("the step to wait for the delivery", async () => {
      const sql =
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%rule_events%'";
      return ((await server.database.pool.query(sql)).rowCount ?? 0) > 0;
    });
    await client.query("commit");
    client.release();
    expect(await bulk.untilCompleted(id)).toMatchObject({
      retried: 0,
      skip_reasons: [{ reason: "status_changed", count: 1 }],
    });
  });
});

describe("who sees a bulk retry", () => {
  const resourceScope = { resource: "account", resource_id: "1" };
  const other = { resource: "account", resource_id: "2" };

  async function sessionOf(server: TestServer, fixture: DeliveryFixture, fields: object): Promise<ApiClient> {
    const tenant = { organizationId: "", accessKey: "", secretKey: "", workspaceId: fixture.workspace };
    const { access_token } = await mintSession(fixture.api, tenant, fields);
    return apiClient(server.url, { kind: "bearer", token: access_token });
  }

  it("is everybody of its resource, and what it touches is the resource alone", async ({ server, fixture, bulk }) => {
    const mine = await emitFailing(fixture, 2, resourceScope);
    const theirs = await emitFailing(fixture, 1, other);
    const member = bulkRetries(
      await sessionOf(server, fixture, { session_type: "resource", ...resourceScope }),
      fixture.workspace,
    );
    expect(await member.preview({})).toMatchObject({ matching: 2 });
    expect(await member.preview({ event_ids: theirs })).toMatchObject({ matching: 0 });
    expect(await member.preview({ resource_id: "2" })).toMatchObject({ matching: 0 });
    fixture.receiver.behave(() => ({ status: 200 }));
    const { id, resource, resource_id } = await member.start({});
    expect({ resource, resource_id }).toEqual(resourceScope);
    expect(await member.untilCompleted(id)).toMatchObject({ retried: 2, skipped: 0 });
    for (const event of mine) await fixture.until(event, "completed");
    expect(await fixture.delivery(theirs[0] ?? "")).toMatchObject({ status: "failed", attempt_count: 1 });
    const colleague = bulkRetries(
      await sessionOf(server, fixture, { session_type: "resource", ...resourceScope }),
      fixture.workspace,
    );
    expect(await colleague.get(id)).toMatchObject({ retried: 2 });
    expect(await bulk.get(id)).toMatchObject({ retried: 2 });
  });

  it("is nobody outside of its workspace and resource", async ({ server, fixtures, fixture, bulk }) => {
    const { id } = await bulk.start({});
    await bulk.untilCompleted(id);
    const elsewhere = await fixtures.open();
    const neighbour = await sessionOf(server, fixture, { session_type: "resource", ...resourceScope });
    for (const api of [elsewhere.api, neighbour]) {
      for (const [method, path] of [
        ["GET", ""],
        ["GET", "/items"],
        ["POST", "/cancel"],
      ] as const) {
        const answer = await api.send(method, `${bulk.base}/${id}${path}`);
        refused(answer, "NotFound");
        expect(answer.text).toBe((await api.send(method, `${bulk.base}/${elsewhere.rule.id}${path}`)).text);
      }
    }
    expect(ok(await neighbour.send("GET", bulk.base), RetriesPage).records).toEqual([]);
    refused(await elsewhere.api.send("POST", bulk.base, { filter: {} }), "NotFound");
  });
});

describe("several bulk retries", () => {
  it("of one workspace run one at a time", async ({ server, fixture, bulk }) => {
    await emitFailing(fixture, 1);
    const client = await server.database.pool.connect();
    await client.query("begin");
    await client.query("select from rule_events where workspace_id = $1 for update", [fixture.workspace]);
    const { id } = await bulk.start({});
    refused(await bulk.post({ filter: { event: "other" } }), "Conflict");
    expect((await bulk.preview({})).matching).toBe(1);
    await client.query("commit");
    client.release();
    await bulk.untilCompleted(id);
    const next = await bulk.start({ event: "other" });
    await bulk.untilCompleted(next.id);
    const { records } = ok(await fixture.api.send("GET", bulk.base), RetriesPage);
    expect(records.map((retry) => retry.id)).toEqual([next.id, id]);
  });

  it("of many workspaces run beside each other", async ({ fixtures }) => {
    const all = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const own = await fixtures.open();
        await emitFailing(own, 2);
        return { own, retries: bulkRetries(own.api, own.workspace) };
      }),
    );
    const started = await Promise.all(all.map(({ retries }) => retries.start({})));
    for (const [index, { retries }] of all.entries()) {
      expect(await retries.untilCompleted(started[index]?.id ?? "")).toMatchObject({ retried: 2 });
    }
  });

  it("that is over cannot be canceled, one that was canceled can be again", async ({ server, bulk }) => {
    const { id } = await bulk.start({});
    await bulk.untilCompleted(id);
    refused(await bulk.cancel(id), "Conflict");
    await server.database.pool.query("update retries set status = 'canceled' where id = $1", [id]);
    expect(ok(await bulk.cancel(id), Retry)).toMatchObject({ status: "canceled" });
  });
});
