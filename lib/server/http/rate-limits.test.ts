import { describe, expect } from "vitest";
import { BulkResult, EventCreated, EventsPage } from "#lib/contracts/events.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiAnswer, type ApiClient } from "#lib/testing/api/api-client.ts";
import { makeWorkspace } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const KIB_MAX = 6_000;
const LIMITS = {
  MESHES_RATE_LIMIT_MANAGEMENT: "1/40",
  MESHES_RATE_LIMIT_INGEST: "1/200",
  MESHES_RATE_LIMIT_INGEST_KB: `100/${KIB_MAX}`,
  MESHES_RATE_LIMIT_SESSION: "1/20",
  MESHES_RATE_LIMIT_MINT: "1/10",
};

const it = base.override("variables", LIMITS).extend("calls", ({ server, tenant, api, browser, startNode }) => ({
  read: (caller: ApiClient = api) => caller.send("GET", "/workspaces"),
  emit: (caller = browser, fields: object = {}, headers = {}) => caller.send("POST", "/events", event(fields), headers),
  bulk: (count: number, caller = browser, fields: object = {}) =>
    caller.send(
      "POST",
      "/events/bulk",
      Array.from({ length: count }, () => event(fields)),
    ),
  isShared: async () => {
    const key = `management:${tenant.organizationId}`;
    return (await server.database.pool.query("select from rate_limits where key = $1", [key])).rowCount === 1;
  },
  startOther: async (variables: Record<string, string> = {}) => {
    const { url, stop } = await startNode({ MESHES_ROLE: "web", ...LIMITS, ...variables });
    return { stop, api: apiClient(url, { kind: "machine", tenant }) };
  },
}));

const event = (fields: object = {}) => ({ event: "user.signup", payload: {}, ...fields });

const left = (answer: ApiAnswer) => Number(answer.headers.get("ratelimit-remaining"));
const quotaOf = (answer: ApiAnswer) =>
  ["limit", "remaining", "reset"].map((name) => answer.headers.get(`ratelimit-${name}`));

/** Calls until it is refused; one token a second may have come back meanwhile. Answers the refusal. */
async function exhaust(call: () => Promise<ApiAnswer>, burst: number, before = 0): Promise<ApiAnswer> {
  const startedAt = performance.now();
  for (let calls = before; ; calls += 1) {
    const answer = await call();
    if (answer.status === 429) {
      expect(calls).toBeGreaterThanOrEqual(burst);
      return answer;
    }
    expect(calls).toBeLessThanOrEqual(burst + (performance.now() - startedAt) / 1000 + 2);
  }
}

async function untilRefused(call: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  let answer = await call();
  while (answer.status !== 429) answer = await call();
  return answer;
}

function expectLimited(answer: ApiAnswer, limit: number): void {
  expect(refused(answer, "TooManyRequests").error.message).toMatch(/^At most \d+ at once: try again in \d+ s$/);
  expect(quotaOf(answer).slice(0, 2)).toEqual([String(limit), "0"]);
  expect(Number(answer.headers.get("ratelimit-reset"))).toBeGreaterThan(limit / 2);
  expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
  expect(answer.headers.get("x-request-id")).toBeTruthy();
}

describe("calls of a machine", () => {
  it("are counted for the organization, over all its keys and workspaces, and answered 429 then", async ({
    server,
    api,
    calls,
  }) => {
    const first = await calls.read();
    expect(first.status).toBe(200);
    expect(quotaOf(first)).toEqual(["40", String(left(first)), expect.stringMatching(/^\d+$/)]);
    expectLimited(await exhaust(() => calls.read(), 40, 40 - left(first)), 40);
    expectLimited(await untilRefused(() => api.send("GET", "/connections")), 40);
    const stranger = server.as(await server.tenant());
    expect(left(await calls.read(stranger))).toBe(39);
  });

  it("go on after the time that the refusal names", async ({ calls }) => {
    const { headers } = await exhaust(() => calls.read(), 40, 1);
    await new Promise((resolve) => setTimeout(resolve, Number(headers.get("retry-after")) * 1000));
    expect((await calls.read()).status).toBe(200);
  });

  it("are counted when they are refused for something else, and say so", async ({ api, calls }) => {
    const before = left(await calls.read());
    const answers = [
      await api.send("GET", "/workspaces/unknown"),
      await api.send("GET", "/workspaces?limit=x"),
      await api.send("GET", "/session"),
      await api.send("POST", "/workspaces", "{"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 403, 400]);
    for (const [index, answer] of answers.entries()) {
      expect(left(answer)).toBeGreaterThanOrEqual(before - 1 - index);
      expect(left(answer)).toBeLessThan(before);
      expect(answer.headers.get("ratelimit-limit")).toBe("40");
    }
  });

  it("do not use up mints, nor mints them", async ({ tenant, api, calls }) => {
    const before = left(await calls.read());
    const { headers } = await exhaust(
      () => api.send("POST", "/sessions", { workspace_id: tenant.workspaceId, allowed_origins: ["https://a.example"] }),
      10,
    );
    expect(headers.get("ratelimit-limit")).toBe("10");
    expectLimited(await untilRefused(() => api.send("POST", "/sessions/sess_unknown/refresh")), 10);
    expect(left(await calls.read())).toBeGreaterThanOrEqual(before - 1);
    expect((await api.send("GET", "/sessions?workspace_id=" + tenant.workspaceId)).headers.get("ratelimit-limit")).toBe(
      "40",
    );
  });

  it("with a wrong credential count for nobody and learn nothing", async ({ server, tenant, browser, calls }) => {
    const before = left(await calls.read());
    const wrong: ApiClient[] = [
      apiClient(server.url, { kind: "none" }),
      apiClient(server.url, { kind: "bearer", token: "x.y.z" }),
      apiClient(server.url, { kind: "machine", tenant: { ...tenant, secretKey: "wrong" } }),
      browser,
    ];
    for (const caller of wrong) {
      for (let i = 0; i < 15; i += 1) {
        const answer = await calls.read(caller);
        refused(answer, "Unauthorized");
        expect(quotaOf(answer)).toEqual([null, null, null]);
      }
    }
    expect(left(await calls.read())).toBeGreaterThanOrEqual(before - 1);
  });

  it("of what is open to all are not counted", async ({ server }) => {
    for (const path of ["/api/health", "/api/v1/openapi.json", "/api/v1/unknown"])
      expect((await fetch(server.url + path)).headers.get("ratelimit-limit")).toBeNull();
  });
});

describe("calls of a session", () => {
  it("are counted for the session alone", async ({ tenant, sessionOf, calls }) => {
    const [one, other] = [await sessionOf({ role: "admin" }), await sessionOf({ role: "admin" })];
    const before = left(await calls.read());
    const call = (caller: ApiClient) => caller.send("GET", "/session");
    expectLimited(await exhaust(() => call(one), 20), 20);
    expectLimited(await untilRefused(() => one.send("GET", `/workspaces/${tenant.workspaceId}/events`)), 20);
    expectLimited(await untilRefused(() => calls.emit(one)), 20);
    expect(left(await call(other))).toBe(19);
    expect(left(await calls.read())).toBeGreaterThanOrEqual(before - 1);
  });

  it("that send events count for their workspace too", async ({ sessionOf, calls }) => {
    const session = await sessionOf({ role: "admin" });
    const answer = await calls.bulk(50, session);
    ok(answer, BulkResult, 201);
    expect(quotaOf(answer).slice(0, 2)).toEqual(["20", "19"]);
    expect(left(await calls.emit())).toBeLessThanOrEqual(200 - 50);
  });

  it("that may not send events do not count for the workspace", async ({ sessionOf, calls }) => {
    const member = await sessionOf({ role: "member" });
    const before = left(await calls.emit());
    for (let i = 0; i < 5; i += 1) refused(await calls.bulk(100, member), "Forbidden");
    expect(left(await calls.emit())).toBeGreaterThanOrEqual(before - 1);
  });
});

describe("events", () => {
  it("are counted for their workspace, each of a bulk request, whoever sends them", async ({ tenant, api, calls }) => {
    const { workspaceId: workspace } = tenant;
    expect(left(await calls.emit())).toBe(199);
    const first = await calls.bulk(50);
    ok(first, BulkResult, 201);
    expect(left(first)).toBeLessThanOrEqual(200 - 50);
    expect(left(await calls.bulk(50, api, { workspace }))).toBeLessThanOrEqual(200 - 100);
    const refusal = await untilRefused(() => calls.bulk(50));
    expect(refusal.headers.get("ratelimit-limit")).toBe("200");
    expect(Number(refusal.headers.get("retry-after"))).toBeLessThanOrEqual(50);
    expectLimited(await untilRefused(() => calls.emit(api, { workspace })), 200);
    expectLimited(await untilRefused(() => calls.emit()), 200);
  });

  it("of a refused request are not counted, so that smaller ones still fit", async ({ calls }) => {
    await calls.bulk(90);
    const before = left(await calls.bulk(90));
    for (let i = 0; i < 10; i += 1) refused(await calls.bulk(100), "TooManyRequests");
    const answer = await calls.emit();
    ok(answer, EventCreated, 201);
    expect(left(answer)).toBeGreaterThanOrEqual(before - 1);
  });

  it("to several workspaces count for each, or for none when one of them has no room", async ({
    tenant,
    api,
    calls,
  }) => {
    const sibling = await makeWorkspace(api);
    const mixed = (count: number) =>
      api.send(
        "POST",
        "/events/bulk",
        [tenant.workspaceId, sibling.id].flatMap((workspace) =>
          Array.from({ length: count }, () => event({ workspace })),
        ),
      );
    ok(await mixed(50), BulkResult, 201);
    await exhaust(() => calls.emit(api, { workspace: sibling.id }), 200, 50);
    for (let i = 0; i < 6; i += 1) refused(await mixed(50), "TooManyRequests");
    expect(left(await calls.emit())).toBeGreaterThanOrEqual(200 - 50 - 1);
    expect(ok(await api.send("GET", `/workspaces/${sibling.id}/events?limit=1`), EventsPage).count).toBe(1);
  });

  it("count by the bytes of their payloads, too, and name the KiB and the time when those are the reason", async ({
    tenant,
    api,
    browser,
    calls,
  }) => {
    const large = (bytes: number, caller = browser, fields: object = {}, headers = {}) =>
      calls.emit(caller, { payload: { padding: "é".repeat((bytes - 14) / 2) }, ...fields }, headers);
    const first = await large(200 * 1024);
    ok(first, EventCreated, 201);
    expect(first.headers.get("ratelimit-limit")).toBe("200");
    const count = Math.floor(KIB_MAX / 200);
    const refusal = await exhaust(() => large(200 * 1024), count, 1);
    expect(refused(refusal, "TooManyRequests").error.message).toMatch(/^At most 6000 KiB at once: try again in \d+ s$/);
    expect(Number(refusal.headers.get("retry-after"))).toBeLessThanOrEqual(2);
    expect(refusal.headers.get("ratelimit-limit")).toBe(String(KIB_MAX));
    refused(await large(200 * 1024, api, { workspace: tenant.workspaceId }), "TooManyRequests");
    refused(await large(200 * 1024, browser, {}, { "idempotency-key": "large" }), "TooManyRequests");
    const items = [event(), event({ payload: { padding: "x".repeat(200 * 1024) } })];
    refused(await browser.send("POST", "/events/bulk", items), "TooManyRequests");
    // None of the refused requests has taken anything, of the one bucket or the other.
    expect(left(await calls.emit())).toBeGreaterThanOrEqual(200 - count - 3);
    await new Promise((resolve) => setTimeout(resolve, Number(refusal.headers.get("retry-after")) * 1000));
    ok(await large(200 * 1024), EventCreated, 201);
    const sibling = await makeWorkspace(api);
    ok(await large(200 * 1024, api, { workspace: sibling.id }), EventCreated, 201);
  });

  it("that another organization sends to this workspace do not count", async ({ server, tenant, calls }) => {
    const stranger = server.as(await server.tenant());
    const before = left(await calls.emit());
    for (let i = 0; i < 20; i += 1) refused(await calls.emit(stranger, { workspace: tenant.workspaceId }), "NotFound");
    ok(await calls.bulk(100, stranger, { workspace: tenant.workspaceId }), BulkResult, 207);
    expect(left(await calls.emit())).toBeGreaterThanOrEqual(before - 1);
  });

  it("do not use up management calls, and are refused readably in browsers of any site", async ({ calls }) => {
    const before = left(await calls.read());
    await calls.bulk(100);
    await calls.bulk(80);
    const refusal = await calls.bulk(100);
    refused(refusal, "TooManyRequests");
    expect(refusal.headers.get("access-control-allow-origin")).toBe("*");
    expect(refusal.headers.get("access-control-expose-headers")).toMatch(/Retry-After.*RateLimit-Remaining/);
    expect(left(await calls.read())).toBeGreaterThanOrEqual(before - 1);
  });

  it("are limited before their Idempotency-Key is taken; a repetition counts like any request", async ({
    server,
    tenant,
    browser,
    calls,
  }) => {
    const headers = { "idempotency-key": "once" };
    await calls.bulk(100);
    await calls.bulk(90);
    const items = Array.from({ length: 100 }, () => event());
    refused(await browser.send("POST", "/events/bulk", items, headers), "TooManyRequests");
    const { rowCount } = await server.database.pool.query("select from idempotency_keys where workspace_id = $1", [
      tenant.workspaceId,
    ]);
    expect(rowCount).toBe(0);
    const first = await calls.emit(browser, {}, headers);
    ok(first, EventCreated, 201);
    const again = await calls.emit(browser, {}, headers);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(left(again)).toBeLessThanOrEqual(left(first));
    const refusal = await untilRefused(() => calls.emit(browser, {}, headers));
    expect(refusal.headers.get("idempotent-replayed")).toBeNull();
  });
});

describe("limits over several nodes", () => {
  it("are the same for all of them together, from the start of the second until it leaves", async ({ api, calls }) => {
    await calls.read();
    expect(await calls.isShared()).toBe(false);
    const node = await calls.startOther();
    await until("the first node to know of the second", async () => {
      await calls.read();
      return calls.isShared();
    });
    const remaining = left(await calls.read(node.api));
    const startedAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => calls.read(index % 2 ? api : node.api)),
    );
    const passed = answers.filter(({ status }) => status === 200).length;
    expect(passed).toBeGreaterThanOrEqual(remaining);
    expect(passed).toBeLessThanOrEqual(remaining + (performance.now() - startedAt) / 1000 + 1);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(100 - passed);
    await node.stop();
    await until("the first node to count alone again", async () => left(await calls.read()) > 20);
  });

  it("can be counted in one place always", async ({ calls }) => {
    const inDatabase = await calls.startOther({ MESHES_RATE_LIMIT_STORE: "postgres" });
    await calls.read(inDatabase.api);
    expect(await calls.isShared()).toBe(true);
    const before = left(await calls.read(inDatabase.api));
    const inMemory = await calls.startOther({ MESHES_RATE_LIMIT_STORE: "memory" });
    expect(left(await calls.read(inMemory.api))).toBe(39);
    expect(left(await calls.read(inDatabase.api))).toBeGreaterThanOrEqual(before - 1);
    await Promise.all([inDatabase.stop(), inMemory.stop()]);
  });
});
