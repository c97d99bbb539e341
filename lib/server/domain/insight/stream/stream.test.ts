import { afterEach, describe, expect } from "vitest";
import { revokeMachineKey } from "#lib/server/domain/tenancy/organizations/machine-keys.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { refused } from "#lib/testing/api/answers.ts";
import { apiClient, machineToken } from "#lib/testing/api/api-client.ts";
import { openTestStream, type OpenStream } from "#lib/testing/api/event-stream.ts";
import { emit, makeRule, makeWebhook, makeWorkspace, mintSession } from "#lib/testing/api/factories.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";
import { STREAMS_PER_CALLER_MAX } from "./streams.ts";

const PAIR = { resource: "account", resource_id: "42" };

const it = base.extend("calls", ({ server, tenant, api }) => {
  async function open({ token, workspace = tenant.workspaceId, lastId, url = server.url }: OpenOptions = {}) {
    const stream = await openTestStream(url, workspace, token ?? (await machineToken(tenant)), lastId);
    opened.push(stream);
    return stream;
  }
  const session = (fields: object = {}) => mintSession(api, tenant, fields);
  const send = async (fields: object = {}) => (await emit(api, tenant.workspaceId, fields)).id;
  return { open, session, send };
});

let opened: OpenStream[] = [];

afterEach(() => {
  for (const stream of opened) stream.close();
  opened = [];
});

type OpenOptions = { token?: string; workspace?: string; lastId?: string | undefined; url?: string };

const idsOf = (stream: OpenStream) => [...new Set(stream.events().map(({ id }) => id))];
const untilSeen = (stream: OpenStream, ids: readonly string[]) =>
  until("the events to arrive", () => ids.every((id) => idsOf(stream).includes(id)));

describe("a stream", () => {
  it("tells of new and of changed events, after it said that it is ready", async ({ tenant, api, receiver, calls }) => {
    await makeRule(api, await makeWebhook(api, tenant.workspaceId, { url: receiver.url }));
    const before = await calls.send({ event: "before" });
    const stream = await calls.open({ token: (await calls.session()).access_token });
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream");
    expect(stream.response.headers.get("cache-control")).toContain("no-store");
    expect(stream.response.headers.get("x-accel-buffering")).toBe("no");
    expect(await stream.ready()).toEqual({ resumed: false });
    const id = await calls.send();
    await until("the delivery to be told", () =>
      stream.events().some((event) => event.id === id && event.status === "completed"),
    );
    expect(idsOf(stream)).toEqual([id]);
    expect(stream.messages[0]?.event).toBe("ready");
    expect(idsOf(stream)).not.toContain(before);
  });

  it("tells of what was canceled and retried by hand", async ({ tenant, api, receiver, calls }) => {
    receiver.behave(() => ({ status: 400 }));
    const rule = await makeRule(api, await makeWebhook(api, tenant.workspaceId, { url: receiver.url }));
    const id = await calls.send();
    await until("the delivery to fail", async () => {
      const { body } = await api.send("GET", `/events/${id}`);
      return JSON.stringify(body).includes('"status":"failed"');
    });
    const stream = await calls.open();
    await stream.ready();
    receiver.behave(() => ({ status: 200 }));
    expect((await api.send("POST", `/events/${id}/rules/${rule.id}/retry`)).status).toBe(200);
    await until("the new delivery to be told", () => stream.events().some(({ status }) => status === "completed"));
  });

  it("misses nothing when it comes back, here or on another node", async ({ server, calls }) => {
    const other: RunningServer = await startServer(
      testEnv({ ...server.database.variables, MESHES_ROLE: "web" }),
      createLog("silent"),
      { hasPages: false },
    );
    const sent: string[] = [];
    const seen = new Set<string>();
    let lastId: string | undefined;
    for (let round = 0; round < 6; round += 1) {
      const stream = await calls.open({ url: round % 2 === 0 ? server.url : other.url, lastId });
      expect(await stream.ready()).toEqual({ resumed: round > 0 });
      const emitting = Array.from({ length: 5 }, () => calls.send());
      sent.push(...(await Promise.all(emitting)));
      if (round % 3 === 0) await until("something to arrive", () => stream.events().length > 0);
      if (round === 5) await untilSeen(stream, sent.slice(-5));
      stream.close();
      lastId = stream.lastId();
      for (const id of idsOf(stream)) seen.add(id);
      sent.push(await calls.send());
    }
    const last = await calls.open({ lastId });
    await untilSeen(last, sent.slice(-1));
    for (const id of idsOf(last)) seen.add(id);
    expect(sent.filter((id) => !seen.has(id))).toEqual([]);
    await other.stop();
  });

  it("misses no transaction that ends after newer ones", async ({ server, tenant, calls }) => {
    const stream = await calls.open();
    await stream.ready();
    const slow = await server.database.pool.connect();
    const insert = `insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
      values (meshes_uuidv7(), $1, 'slow', 'global', 'completed', 0, '{}', 'test') returning id`;
    await slow.query("begin");
    const { rows } = await slow.query<{ id: string }>(insert, [tenant.workspaceId]);
    const quick = await calls.send();
    await untilSeen(stream, [quick]);
    const lastId = stream.lastId();
    stream.close();
    await slow.query("commit");
    slow.release();
    const back = await calls.open({ lastId });
    expect(await back.ready()).toEqual({ resumed: true });
    await untilSeen(back, [rows[0]?.id ?? ""]);
  });

  it("waits with being ready for a transaction that may not know of it", async ({ server, tenant, calls }) => {
    const slow = await server.database.pool.connect();
    await slow.query("begin");
    await slow.query("create temp table writes as select 1");
    const { rows } = await slow.query<{ xid: string }>("select pg_current_xact_id()::text as xid");
    const stream = await calls.open();
    await until("the watch to be there", async () => {
      const { rowCount } = await server.database.pool.query(
        "select from event_watches where workspace_id = $1 and since is null",
        [tenant.workspaceId],
      );
      return rowCount === 1;
    });
    await calls.send();
    expect(stream.messages).toEqual([]);
    await slow.query("commit");
    slow.release();
    await stream.ready();
    expect(BigInt(stream.lastId()?.split("-")[0] ?? 0)).toBeGreaterThan(BigInt(rows[0]?.xid ?? 0));
  });

  it("starts anew with an id that is too old, of the future, or of nobody", async ({ calls }) => {
    const first = await calls.open();
    await first.ready();
    const [xid = "", at = ""] = (first.lastId() ?? "").split("-");
    for (const lastId of [
      "",
      "abc",
      "1-2-3",
      `1-${at}`,
      `${xid}-1`,
      `${xid}000-${at}`,
      `${xid}-${at}9`,
      "9".repeat(40),
    ]) {
      const stream = await calls.open({ lastId });
      expect(await stream.ready()).toEqual({ resumed: false });
      stream.close();
    }
  });

  it("says that too much has changed instead of telling it all", async ({ server, tenant, calls }) => {
    const stream = await calls.open();
    await stream.ready();
    const insert = `insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
      select meshes_uuidv7(), $1, 'many', 'global', 'completed', 0, '{}', 'test' from generate_series(1, 300)`;
    await server.database.pool.query(insert, [tenant.workspaceId]);
    await until("the resync", () => stream.messages.some(({ event }) => event === "resync"));
    expect(stream.events()).toEqual([]);
    const id = await calls.send();
    await untilSeen(stream, [id]);
  });
});

describe("what a stream may see", () => {
  it("is the resource of a resource session", async ({ calls }) => {
    const stream = await calls.open({
      token: (await calls.session({ session_type: "resource", ...PAIR })).access_token,
    });
    await stream.ready();
    await calls.send();
    await calls.send({ resource: "account", resource_id: "43" });
    const mine = await calls.send(PAIR);
    await untilSeen(stream, [mine]);
    expect(idsOf(stream)).toEqual([mine]);
    const back = await calls.open({
      token: (await calls.session({ session_type: "resource", ...PAIR })).access_token,
      lastId: "1-1",
    });
    await back.ready();
    expect(back.events()).toEqual([]);
  });

  it("is one workspace", async ({ api, calls }) => {
    const elsewhere = await makeWorkspace(api);
    const [here, there] = [await calls.open(), await calls.open({ workspace: elsewhere.id })];
    await Promise.all([here.ready(), there.ready()]);
    const [a, b] = [await calls.send(), (await emit(api, elsewhere.id)).id];
    await Promise.all([untilSeen(here, [a]), untilSeen(there, [b])]);
    expect([idsOf(here), idsOf(there)]).toEqual([[a], [b]]);
  });

  it("is nothing for another organization, another workspace or a dashboard session", async ({
    server,
    tenant,
    api,
    calls,
  }) => {
    const path = `/workspaces/${tenant.workspaceId}/stream`;
    refused(await server.as(await server.tenant()).send("GET", path), "NotFound");
    const as = async (fields: object) =>
      apiClient(server.url, { kind: "bearer", token: (await calls.session(fields)).access_token });
    refused(await (await as({})).send("GET", `/workspaces/${(await makeWorkspace(api)).id}/stream`), "NotFound");
    refused(await (await as({ session_type: "dashboard" })).send("GET", path), "Forbidden");
    refused(await apiClient(server.url, { kind: "none" }).send("GET", path), "Unauthorized");
  });
});

describe("a stream ends", () => {
  it("when its session is revoked", async ({ api, calls }) => {
    const { access_token: token, session_id: id } = await calls.session();
    const stream = await calls.open({ token });
    await stream.ready();
    expect((await api.send("DELETE", `/sessions/${id}`)).status).toBe(200);
    await stream.ended;
    expect(stream.messages.at(-1)).toEqual({ event: "end", data: { reason: "revoked" } });
  });

  it("when its token expires, and not when the session is refreshed", async ({ server, api, calls }) => {
    const { access_token: token, session_id: id } = await calls.session();
    await server.database.pool.query("update sessions set access_expires_at = now() where id = $1", [id]);
    const stream = await calls.open({ token });
    await stream.ready();
    expect((await api.send("POST", `/sessions/${id}/refresh`)).status).toBe(200);
    const sent = await calls.send();
    await untilSeen(stream, [sent]);
    const expiresAt = Date.now() + 1_500;
    const short = await server.app.signer.sign("meshes-embed", {
      sessionId: id,
      version: 2,
      expiresAt: new Date(expiresAt),
    });
    const other = await calls.open({ token: short });
    await other.ended;
    expect(other.messages.at(-1)).toEqual({ event: "end", data: { reason: "expired" } });
    expect(stream.messages.some(({ event }) => event === "end")).toBe(false);
  });

  it("when its machine key is revoked", async ({ server, tenant, calls }) => {
    const stream = await calls.open();
    await stream.ready();
    await revokeMachineKey(server.app.db, tenant);
    await stream.ended;
    expect(stream.messages.at(-1)).toEqual({ event: "end", data: { reason: "revoked" } });
  });

  it("at once when the server stops, which then takes no more", async ({ server, calls }) => {
    const other = await startServer(
      testEnv({ ...server.database.variables, MESHES_ROLE: "web" }),
      createLog("silent"),
      { hasPages: false },
    );
    const stream = await calls.open({ url: other.url });
    await stream.ready();
    const stopped = other.stop();
    await stream.ended;
    expect(stream.messages.at(-1)).toEqual({ event: "end", data: { reason: "stopping" } });
    await stopped;
  });
});

it("refuses more streams of one session than a browser needs, until one is closed", async ({
  server,
  tenant,
  calls,
}) => {
  const { access_token: token } = await calls.session();
  const client = apiClient(server.url, { kind: "bearer", token });
  const path = `/workspaces/${tenant.workspaceId}/stream`;
  const streams = [];
  for (let n = 0; n < STREAMS_PER_CALLER_MAX; n += 1) streams.push(await calls.open({ token }));
  const answer = await client.send("GET", path);
  refused(answer, "TooManyRequests");
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  streams[0]?.close();
  await until("a place to be free", async () => (await client.send("GET", path)).status === 200);
});
