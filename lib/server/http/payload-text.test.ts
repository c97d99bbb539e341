import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BulkResult, EventCreated, EventsSearchPage } from "#lib/contracts/events.ts";
import { getMember } from "#lib/contracts/json-text.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { makeRule, makeWebhook, makeWorkspace } from "#lib/testing/api/factories.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { jsonObjects, tokenizeJson } from "#lib/testing/hostile/json-texts.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

let server: TestServer;
let raw: Receiver;
let wrapped: Receiver;
let tenant: Tenant;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  [raw, wrapped] = await Promise.all([startReceiver(), startReceiver()]);
  tenant = await server.tenant();
  api = server.as(tenant);
  const { workspaceId } = tenant;
  await makeRule(api, await makeWebhook(api, workspaceId, { url: raw.url, payload_mode: "raw" }));
  await makeRule(api, await makeWebhook(api, workspaceId, { url: wrapped.url }));
});
afterAll(async () => {
  await server.close();
  await Promise.all([raw.close(), wrapped.close()]);
});

const bodyOf = (payload: string) =>
  `{"event":"user.signup", "workspace":"${tenant.workspaceId}", "payload":${payload}}`;
const stored = async (id: string) => getMember((await api.send("GET", `/events/${id}/payload`)).text, "payload") ?? "";
const emitText = async (payload: string) =>
  ok(await api.send("POST", "/events", bodyOf(payload)), EventCreated, 201).event.id;

/** What the two webhooks were sent for the event. */
function sent(id: string): Promise<[string, string]> {
  return until(`the webhooks of ${id}`, () => {
    const first = raw.received.find(({ headers }) => headers["x-meshes-event-id"] === id);
    const second = wrapped.received.find(({ body }) => getMember(body, "uuid") === `"${id}"`);
    return first && second && [first.body, getMember(second.body, "payload") ?? ""];
  });
}

describe("a payload", () => {
  it("reaches webhooks and the API with the tokens and the order that it came with", async () => {
    await fc.assert(
      fc.asyncProperty(jsonObjects, async (payload) => {
        const tokens = tokenizeJson(payload);
        const id = await emitText(payload);
        const texts = [await stored(id), ...(await sent(id))];
        expect(texts.map(tokenizeJson)).toEqual([tokens, tokens, tokens]);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 120_000);

  it("does so in a bulk request too, each item its own", async () => {
    const payloads = fc.sample(jsonObjects, { numRuns: 20, seed: 1 });
    const { records } = ok(
      await api.send("POST", "/events/bulk", `[${payloads.map(bodyOf).join(" ,\n")}]`),
      BulkResult,
      201,
    );
    for (const [index, record] of records.entries()) {
      if (!("id" in record)) throw new Error(record.message);
      const tokens = tokenizeJson(payloads[index] ?? "");
      expect([await stored(record.id), ...(await sent(record.id))].map(tokenizeJson)).toEqual([tokens, tokens, tokens]);
    }
  });

  it("is the last one of a body that has several, also by an escaped name", async () => {
    const body = `{"payload":{"a":1},"event":"user.signup","workspace":"${tenant.workspaceId}","pay\\u006coad":{"a":2.0}}`;
    const { event } = ok(await api.send("POST", "/events", body), EventCreated, 201);
    expect(await stored(event.id)).toBe('{"a":2.0}');
  });

  it("is refused when what is overwritten by a later key is too deep", async () => {
    const deep = `${"[".repeat(300)}${"]".repeat(300)}`;
    badRequest(await api.send("POST", "/events", bodyOf(`{"a":${deep},"a":1}`)), "payload");
  });

  it("is found by what it holds, however that is written", async () => {
    const { id: workspace } = await makeWorkspace(api);
    const emit = async (payload: string) => {
      const body = `{"event":"searched","workspace":"${workspace}","payload":${payload}}`;
      return ok(await api.send("POST", "/events", body), EventCreated, 201).event.id;
    };
    const find = async (filter: string) => {
      const path = `/workspaces/${workspace}/events?payload=${encodeURIComponent(filter)}`;
      return ok(await api.send("GET", path), EventsSearchPage).records.map(({ id }) => id);
    };
    const accent = await emit('{"name":"Jos\\u00e9","list":[{"n":10.50}]}');
    const large = await emit('{"n":9007199254740993,"big":1e400,"zero":-0,"nul":"\\u0000"}');
    const other = await emit('{"n":9007199254740992,"t":"1e2","e":1E2}');
    expect(await find("name:José")).toEqual([accent]);
    expect(await find("list.0.n:10.5")).toEqual([accent]);
    expect(await find("list.length:1")).toEqual([]);
    expect(await find("n:9007199254740993")).toEqual([large]);
    expect(await find("n:9007199254740992")).toEqual([other]);
    expect(await find("big:1e400")).toEqual([large]);
    expect(await find("zero:0")).toEqual([large]);
    expect(await find("e:100")).toEqual([other]);
    expect(await find("e:1e2")).toEqual([other]);
    expect(await find("t:1e2")).toEqual([other]);
  });
});
