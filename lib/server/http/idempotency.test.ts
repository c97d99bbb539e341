import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EVENT_BYTES_MAX } from "#lib/contracts/constants.ts";
import { BulkResult, EventCreated, EventsPage } from "#lib/contracts/events.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiAnswer, type ApiClient } from "#lib/testing/api/api-client.ts";
import { RESOURCE_SCOPE } from "#lib/testing/api/api-fixture.ts";
import { makeRule, makeWebhook, makeWorkspace, mintSession, readPublishableKey } from "#lib/testing/api/factories.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

let server: TestServer;
let secondNode: RunningServer;
let tenant: Tenant;
let api: ApiClient;
let browser: ApiClient;
let keys = 0;
let key: string;

beforeAll(async () => {
  server = await startTestServer({ MESHES_RETRY_SCHEDULE: "1h" });
  const env = testEnv({ ...server.database.variables, MESHES_ROLE: "web" });
  secondNode = await startServer(env, createLog("silent"), { hasPages: false });
});
afterAll(async () => {
  await secondNode.stop();
  await server.close();
});

beforeEach(async () => {
  tenant = await server.tenant();
  api = server.as(tenant);
  browser = apiClient(server.url, { kind: "publishable", key: await readPublishableKey(api, tenant.workspaceId) });
  key = `key ${(keys += 1)}`;
});

const withKey = (value: string) => ({ "idempotency-key": value });
const body = (fields: object = {}) => ({ event: "user.signup", payload: { a: 1 }, ...fields });
const one = (fields: object = {}, caller = browser, sent = key) =>
  caller.send("POST", "/events", body(fields), withKey(sent));
const many = (items: unknown, caller = browser, sent = key) =>
  caller.send("POST", "/events/bulk", items, withKey(sent));
const isReplayed = (answer: ApiAnswer) => answer.headers.get("idempotent-replayed");
const stored = async (workspace = tenant.workspaceId) =>
  ok(await api.send("GET", `/workspaces/${workspace}/events?limit=200`), EventsPage).records;
const keyCount = async () =>
  (await server.database.pool.query("select from idempotency_keys where workspace_id = $1", [tenant.workspaceId]))
    .rowCount;

/** The same answer, byte for byte, marked as a repetition; one event in all. */
async function expectReplay(first: ApiAnswer, again: ApiAnswer): Promise<void> {
  expect(isReplayed(first)).toBeNull();
  expect(again.text).toBe(first.text);
  expect(again.status).toBe(first.status);
  expect(isReplayed(again)).toBe("true");
}

describe("one event with a key", () => {
  it("is stored once, and answered again as the first time", async () => {
    const connection = await makeWebhook(api, tenant.workspaceId);
    await makeRule(api, connection);
    const first = await one();
    ok(first, EventCreated, 201);
    for (let i = 0; i < 3; i += 1) await expectReplay(first, await one());
    expect(await stored()).toMatchObject([{ total_rules: 1 }]);
    const { rowCount } = await server.database.pool.query("select from rule_events where workspace_id = $1", [
      tenant.workspaceId,
    ]);
    expect(rowCount).toBe(1);
  });

  it("is refused with 409 when the body is another one, in any byte", async () => {
    const first = await one();
    for (const text of [JSON.stringify(body({ event: "other" })), `${JSON.stringify(body())} `]) {
      const answer = await browser.send("POST", "/events", text, withKey(key));
      expect(refused(answer, "Conflict").error.message).toContain("another body");
      expect(answer.headers.get("retry-after")).toBeNull();
    }
    await expectReplay(first, await one());
    expect(await stored()).toHaveLength(1);
  });

  it("is another event under another key, and without a key", async () => {
    await one();
    ok(await one({}, browser, `${key}b`), EventCreated, 201);
    for (let i = 0; i < 2; i += 1) ok(await browser.send("POST", "/events", body()), EventCreated, 201);
    expect(await stored()).toHaveLength(4);
  });

  it("is stored once when it comes many times at once, to several nodes", async () => {
    const publicKey = await readPublishableKey(api, tenant.workspaceId);
    const other = apiClient(secondNode.url, { kind: "publishable", key: publicKey });
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => one({}, index % 2 ? other : browser)));
    const firsts = answers.filter((answer) => answer.status === 201 && isReplayed(answer) === null);
    expect(firsts).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.text).toBe(firsts[0]?.text);
      else {
        expect(refused(answer, "Conflict").error.message).toContain("still running");
        expect(answer.headers.get("retry-after")).toBe("1");
      }
    }
    expect(await stored()).toHaveLength(1);
  });

  it("answers 409 with Retry-After while the first request is running, on this node and on another", async () => {
    const publicKey = await readPublishableKey(api, tenant.workspaceId);
    const other = apiClient(secondNode.url, { kind: "publishable", key: publicKey });
    await one({}, other, "warm up");
    const client = await server.database.pool.connect();
    await client.query("begin");
    // The first request holds its key and waits for this lock in the middle of its statement.
    await client.query("insert into event_types (id, workspace_id, key, label) values ($1, $2, 'slow', 'slow')", [
      "0190a000-0000-7000-8000-000000000001",
      tenant.workspaceId,
    ]);
    const first = one({ event: "slow" });
    await until("the first request to wait", async () => {
      const { rowCount } = await server.database.pool.query(
        "select from pg_stat_activity where wait_event_type = 'Lock' and query like '%idempotency_key)%' and datname = current_database()",
      );
      return rowCount === 1;
    });
    for (const caller of [browser, other]) {
      const answer = await one({ event: "slow" }, caller);
      expect(refused(answer, "Conflict").error.message).toContain("still running");
      expect(answer.headers.get("retry-after")).toBe("1");
    }
    await client.query("rollback");
    client.release();
    await expectReplay(await first, await one({ event: "slow" }, other));
  });

  it("may be corrected after a refusal: only what was accepted belongs to its key", async () => {
    badRequest(await one({ payload: { email: "x" } }), "payload.email");
    refused(await one({ workspace: "other" }), "Forbidden");
    refused(await one({ payload: { pad: "x".repeat(EVENT_BYTES_MAX) } }), "PayloadTooLarge");
    refused(await browser.send("POST", "/events", "{", withKey(key)), "BadRequest");
    const deep = `{"event":"a","payload":{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}}`;
    badRequest(await browser.send("POST", "/events", deep, withKey(key)), "payload");
    expect(await keyCount()).toBe(0);
    const first = await one();
    ok(first, EventCreated, 201);
    await expectReplay(first, await one());
  });

  it.each([
    ["empty", ""],
    ["too long", "k".repeat(256)],
    ["with a tab", "a\tb"],
    ["not ASCII", "k\u00e9"],
  ])("refuses a key that is %s", async (_what, sent) => {
    badRequest(await one({}, browser, sent), "Idempotency-Key");
    expect(await stored()).toEqual([]);
  });

  it.each(["k", "k".repeat(255), "a b", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"])("takes the key %s", async (sent) => {
    const first = await one({}, browser, sent);
    ok(first, EventCreated, 201);
    await expectReplay(first, await one({}, browser, sent));
  });

  it("counts for 24 hours, and is forgotten then", async () => {
    const age = (hours: number) =>
      server.database.pool.query(
        "update idempotency_keys set created_at = now() - $2 * interval '1 hour' where workspace_id = $1",
        [tenant.workspaceId, hours],
      );
    const first = await one();
    await age(23.99);
    await expectReplay(first, await one());
    await age(24);
    const second = await one({ payload: { now: "another body" } });
    ok(second, EventCreated, 201);
    expect(isReplayed(second)).toBeNull();
    await expectReplay(second, await one({ payload: { now: "another body" } }));
    await age(24);
    await until("the key to be deleted", async () => (await keyCount()) === 0);
    expect(await stored()).toHaveLength(2);
  });
});

describe("whose key it is", () => {
  it("depends on the kind of credential: nobody takes a key of the backend with one that is public", async () => {
    const workspace = tenant.workspaceId;
    const { access_token } = await mintSession(api, tenant, { role: "admin" });
    const session = apiClient(server.url, { kind: "bearer", token: access_token });
    const taken = await one({ workspace, payload: { taken: true } }, browser);
    ok(taken, EventCreated, 201);
    for (const caller of [api, session]) {
      const first = await one({ workspace }, caller);
      ok(first, EventCreated, 201);
      await expectReplay(first, await one({ workspace }, caller));
    }
    await expectReplay(taken, await one({ workspace, payload: { taken: true } }, browser));
    expect(await stored()).toHaveLength(3);
  });

  it("is free in every other workspace, of this organization and of others", async () => {
    const sibling = await makeWorkspace(api);
    const stranger = await server.tenant();
    await one({ workspace: tenant.workspaceId }, api);
    ok(await one({ workspace: sibling.id }, api), EventCreated, 201);
    ok(await one({ workspace: stranger.workspaceId }, server.as(stranger)), EventCreated, 201);
    expect(await stored(sibling.id)).toHaveLength(1);
    refused(await one({ workspace: stranger.workspaceId }, api), "NotFound");
  });

  it("is not open to a session of a resource, which may send less", async () => {
    const { access_token } = await mintSession(api, tenant, {
      role: "admin",
      session_type: "resource",
      ...RESOURCE_SCOPE,
    });
    const session = apiClient(server.url, { kind: "bearer", token: access_token });
    const items = [body(RESOURCE_SCOPE), body()];
    ok(await many(items), BulkResult, 201);
    ok(await many(items, session), BulkResult, 207);
    refused(await one({}, session), "Forbidden");
  });
});

describe("many events with a key", () => {
  it("are stored once, together with what was refused of them", async () => {
    const items = [body(), { event: "b" }, body({ event: "c" }), 7];
    const first = await many(items);
    expect(ok(first, BulkResult, 207)).toMatchObject({ count: 4, error_count: 2 });
    await expectReplay(first, await many(items));
    refused(await many(items.slice(0, 3)), "Conflict");
    refused(await one(), "Conflict");
    expect((await stored()).map(({ event }) => event)).toEqual(["c", "user.signup"]);
  });

  it("keep the good ones when the database cannot hold one of them", async () => {
    const deep = `{"event":"deep","payload":{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}}`;
    const text = `[${JSON.stringify(body())},${deep},${JSON.stringify(body({ event: "c" }))}]`;
    const first = await browser.send("POST", "/events/bulk", text, withKey(key));
    const { records } = ok(first, BulkResult, 207);
    expect(records).toMatchObject([{ event: "user.signup" }, { error: { name: "BadRequest" } }, { event: "c" }]);
    await expectReplay(first, await browser.send("POST", "/events/bulk", text, withKey(key)));
    expect(await stored()).toHaveLength(2);
  });

  it("are answered again when all of them were refused", async () => {
    const first = await many([{}, {}]);
    ok(first, BulkResult, 207);
    await expectReplay(first, await many([{}, {}]));
  });

  it("must belong to one workspace", async () => {
    const sibling = await makeWorkspace(api);
    const items = [tenant.workspaceId, sibling.id].map((workspace) => body({ workspace }));
    badRequest(await many(items, api), "Idempotency-Key");
    expect(await stored()).toEqual([]);
    const named = [body({ workspace: tenant.workspaceId }), body({ workspace: "x" })];
    const first = await many(named, api);
    ok(first, BulkResult, 207);
    await expectReplay(first, await many(named, api));
    for (let i = 0; i < 2; i += 1) expect(isReplayed(await many([body()], api, `${key} without`))).toBeNull();
  });
});
