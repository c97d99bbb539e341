import { describe, expect } from "vitest";
import { EVENT_BYTES_MAX } from "#lib/contracts/constants.ts";
import { BulkResult, EventCreated, EventsPage } from "#lib/contracts/events.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiAnswer } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { makeRule, makeWebhook, makeWorkspace, uniqueName } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base
  .override("variables", { MESHES_RETRY_SCHEDULE: "1h" })
  /** The browser at another node. */
  .extend("elsewhere", async ({ publishableKey: key, startNode }) => {
    const { url } = await startNode({ MESHES_ROLE: "web" });
    return apiClient(url, { kind: "publishable", key });
  })
  .extend("key", () => uniqueName("key"))
  .extend("calls", ({ server, tenant, api, browser, key }) => ({
    one: (fields: object = {}, caller = browser, sent = key) =>
      caller.send("POST", "/events", body(fields), withKey(sent)),
    many: (items: unknown, caller = browser, sent = key) => caller.send("POST", "/events/bulk", items, withKey(sent)),
    stored: async (workspace = tenant.workspaceId) =>
      ok(await api.send("GET", `/workspaces/${workspace}/events?limit=200`), EventsPage).records,
    keyCount: async () =>
      (await server.database.pool.query("select from idempotency_keys where workspace_id = $1", [tenant.workspaceId]))
        .rowCount,
  }));

const withKey = (value: string) => ({ "idempotency-key": value });
const body = (fields: object = {}) => ({ event: "user.signup", payload: { a: 1 }, ...fields });

const isReplayed = (answer: ApiAnswer) => answer.headers.get("idempotent-replayed");

/** The same answer, byte for byte, marked as a repetition; one event in all. */
async function expectReplay(first: ApiAnswer, again: ApiAnswer): Promise<void> {
  expect(isReplayed(first)).toBeNull();
  expect(again.text).toBe(first.text);
  expect(again.status).toBe(first.status);
  expect(isReplayed(again)).toBe("true");
}

describe("one event with a key", () => {
  it("is stored once, and answered again as the first time", async ({ server, tenant, api, calls }) => {
    const connection = await makeWebhook(api, tenant.workspaceId);
    await makeRule(api, connection);
    const first = await calls.one();
    ok(first, EventCreated, 201);
    for (let i = 0; i < 3; i += 1) await expectReplay(first, await calls.one());
    expect(await calls.stored()).toMatchObject([{ total_rules: 1 }]);
    const { rowCount } = await server.database.pool.query("select from rule_events where workspace_id = $1", [
      tenant.workspaceId,
    ]);
    expect(rowCount).toBe(1);
  });

  it("is refused with 409 when the body is another one, in any byte", async ({ browser, key, calls }) => {
    const first = await calls.one();
    for (const text of [JSON.stringify(body({ event: "other" })), `${JSON.stringify(body())} `]) {
      const answer = await browser.send("POST", "/events", text, withKey(key));
      expect(refused(answer, "Conflict").error.message).toContain("another body");
      expect(answer.headers.get("retry-after")).toBeNull();
    }
    await expectReplay(first, await calls.one());
    expect(await calls.stored()).toHaveLength(1);
  });

  it("is another event under another key, and without a key", async ({ browser, key, calls }) => {
    await calls.one();
    ok(await calls.one({}, browser, `${key}b`), EventCreated, 201);
    for (let i = 0; i < 2; i += 1) ok(await browser.send("POST", "/events", body()), EventCreated, 201);
    expect(await calls.stored()).toHaveLength(4);
  });

  it("is stored once when it comes many times at once, to several nodes", async ({ browser, elsewhere, calls }) => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => calls.one({}, index % 2 ? elsewhere : browser)),
    );
    const firsts = answers.filter((answer) => answer.status === 201 && isReplayed(answer) === null);
    expect(firsts).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.text).toBe(firsts[0]?.text);
      else {
        expect(refused(answer, "Conflict").error.message).toContain("still running");
        expect(answer.headers.get("retry-after")).toBe("1");
      }
    }
    expect(await calls.stored()).toHaveLength(1);
  });

  it("answers 409 with Retry-After while the first request is running, on this node and on another", async ({
    server,
    tenant,
    browser,
    elsewhere,
    calls,
  }) => {
    await calls.one({}, elsewhere, "warm up");
    const client = await server.database.pool.connect();
    await client.query("begin");
    // The first request holds its key and waits for this lock in the middle of its statement.
    await client.query("insert into event_types (id, workspace_id, key, label) values ($1, $2, 'slow', 'slow')", [
      "0190a000-0000-7000-8000-000000000001",
      tenant.workspaceId,
    ]);
    const first = calls.one({ event: "slow" });
    await until("the first request to wait", async () => {
      const { rowCount } = await server.database.pool.query(
        "select from pg_stat_activity where wait_event_type = 'Lock' and query like '%idempotency_key)%' and datname = current_database()",
      );
      return rowCount === 1;
    });
    for (const caller of [browser, elsewhere]) {
      const answer = await calls.one({ event: "slow" }, caller);
      expect(refused(answer, "Conflict").error.message).toContain("still running");
      expect(answer.headers.get("retry-after")).toBe("1");
    }
    await client.query("rollback");
    client.release();
    await expectReplay(await first, await calls.one({ event: "slow" }, elsewhere));
  });

  it("may be corrected after a refusal: only what was accepted belongs to its key", async ({ browser, key, calls }) => {
    badRequest(await calls.one({ payload: { email: "x" } }), "payload.email");
    refused(await calls.one({ workspace: "other" }), "Forbidden");
    refused(await calls.one({ payload: { pad: "x".repeat(EVENT_BYTES_MAX) } }), "PayloadTooLarge");
    refused(await browser.send("POST", "/events", "{", withKey(key)), "BadRequest");
    const deep = `{"event":"a","payload":{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}}`;
    badRequest(await browser.send("POST", "/events", deep, withKey(key)), "payload");
    expect(await calls.keyCount()).toBe(0);
    const first = await calls.one();
    ok(first, EventCreated, 201);
    await expectReplay(first, await calls.one());
  });

  it.for([
    ["empty", ""],
    ["too long", "k".repeat(256)],
    ["with a tab", "a\tb"],
    ["not ASCII", "k\u00e9"],
  ] as const)("refuses a key that is %s", async ([_what, sent], { browser, calls }) => {
    badRequest(await calls.one({}, browser, sent), "Idempotency-Key");
    expect(await calls.stored()).toEqual([]);
  });

  it.for(["k", "k".repeat(255), "a b", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"])(
    "takes the key %s",
    async (sent, { browser, calls }) => {
      const first = await calls.one({}, browser, sent);
      ok(first, EventCreated, 201);
      await expectReplay(first, await calls.one({}, browser, sent));
    },
  );

  it("counts for 24 hours, and is forgotten then", async ({ server, tenant, calls }) => {
    const age = (hours: number) =>
      server.database.pool.query(
        "update idempotency_keys set created_at = now() - $2 * interval '1 hour' where workspace_id = $1",
        [tenant.workspaceId, hours],
      );
    const first = await calls.one();
    await age(23.99);
    await expectReplay(first, await calls.one());
    await age(24);
    const second = await calls.one({ payload: { now: "another body" } });
    ok(second, EventCreated, 201);
    expect(isReplayed(second)).toBeNull();
    await expectReplay(second, await calls.one({ payload: { now: "another body" } }));
    await age(24);
    await until("the key to be deleted", async () => (await calls.keyCount()) === 0);
    expect(await calls.stored()).toHaveLength(2);
  });
});

describe("whose key it is", () => {
  it("depends on the kind of credential: nobody takes a key of the backend with one that is public", async ({
    tenant,
    api,
    browser,
    sessionOf,
    calls,
  }) => {
    const workspace = tenant.workspaceId;
    const session = await sessionOf({ role: "admin" });
    const taken = await calls.one({ workspace, payload: { taken: true } }, browser);
    ok(taken, EventCreated, 201);
    for (const caller of [api, session]) {
      const first = await calls.one({ workspace }, caller);
      ok(first, EventCreated, 201);
      await expectReplay(first, await calls.one({ workspace }, caller));
    }
    await expectReplay(taken, await calls.one({ workspace, payload: { taken: true } }, browser));
    expect(await calls.stored()).toHaveLength(3);
  });

  it("is free in every other workspace, of this organization and of others", async ({ server, tenant, api, calls }) => {
    const sibling = await makeWorkspace(api);
    const stranger = await server.tenant();
    await calls.one({ workspace: tenant.workspaceId }, api);
    ok(await calls.one({ workspace: sibling.id }, api), EventCreated, 201);
    ok(await calls.one({ workspace: stranger.workspaceId }, server.as(stranger)), EventCreated, 201);
    expect(await calls.stored(sibling.id)).toHaveLength(1);
    refused(await calls.one({ workspace: stranger.workspaceId }, api), "NotFound");
  });

  it("is not open to a session of a resource, which may send less", async ({ sessionOf, calls }) => {
    const session = await sessionOf({ role: "admin", session_type: "resource", ...RESOURCE_SCOPE });
    const items = [body(RESOURCE_SCOPE), body()];
    ok(await calls.many(items), BulkResult, 201);
    ok(await calls.many(items, session), BulkResult, 207);
    refused(await calls.one({}, session), "Forbidden");
  });
});

describe("many events with a key", () => {
  it("are stored once, together with what was refused of them", async ({ calls }) => {
    const items = [body(), { event: "b" }, body({ event: "c" }), 7];
    const first = await calls.many(items);
    expect(ok(first, BulkResult, 207)).toMatchObject({ count: 4, error_count: 2 });
    await expectReplay(first, await calls.many(items));
    refused(await calls.many(items.slice(0, 3)), "Conflict");
    refused(await calls.one(), "Conflict");
    expect((await calls.stored()).map(({ event }) => event)).toEqual(["c", "user.signup"]);
  });

  it("keep the good ones when the database cannot hold one of them", async ({ browser, key, calls }) => {
    const deep = `{"event":"deep","payload":{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}}`;
    const text = `[${JSON.stringify(body())},${deep},${JSON.stringify(body({ event: "c" }))}]`;
    const first = await browser.send("POST", "/events/bulk", text, withKey(key));
    const { records } = ok(first, BulkResult, 207);
    expect(records).toMatchObject([{ event: "user.signup" }, { error: { name: "BadRequest" } }, { event: "c" }]);
    await expectReplay(first, await browser.send("POST", "/events/bulk", text, withKey(key)));
    expect(await calls.stored()).toHaveLength(2);
  });

  it("are answered again when all of them were refused", async ({ calls }) => {
    const first = await calls.many([{}, {}]);
    ok(first, BulkResult, 207);
    await expectReplay(first, await calls.many([{}, {}]));
  });

  it("must belong to one workspace", async ({ tenant, api, key, calls }) => {
    const sibling = await makeWorkspace(api);
    const items = [tenant.workspaceId, sibling.id].map((workspace) => body({ workspace }));
    badRequest(await calls.many(items, api), "Idempotency-Key");
    expect(await calls.stored()).toEqual([]);
    const named = [body({ workspace: tenant.workspaceId }), body({ workspace: "x" })];
    const first = await calls.many(named, api);
    ok(first, BulkResult, 207);
    await expectReplay(first, await calls.many(named, api));
    for (let i = 0; i < 2; i += 1) expect(isReplayed(await calls.many([body()], api, `${key} without`))).toBeNull();
  });
});
