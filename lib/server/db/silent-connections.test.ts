import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ErrorEnvelope } from "#lib/contracts/errors.ts";
import { EventCreated } from "#lib/contracts/events.ts";
import { Readiness } from "#lib/contracts/health.ts";
import { provisionTenant } from "#lib/server/domain/tenancy/provision.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { type ApiAnswer, apiClient } from "#lib/testing/api/api-client.ts";
import { createFixtures, type DeliveryFixture, type Fixtures } from "#lib/testing/api/delivery-fixture.ts";
import { startTcpProxy, type TcpProxy } from "#lib/testing/server/tcp-proxy.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { until } from "#lib/testing/server/until.ts";

/** A request is answered, and a node is back, within these; and what such things take anyway on a machine that is busy. */
const ANSWER_MS_MAX = 5_000;
const BACK_MS_MAX = 10_000;
const BUSY_FACTOR = 10;

let database: TestDatabase;
let proxy: TcpProxy;
let web: RunningServer;
let worker: RunningServer;
let fixtures: Fixtures;
let fixture: DeliveryFixture;

async function startNode(role: "web" | "worker"): Promise<RunningServer> {
  const { user } = inject("postgres");
  const DATABASE_URL = `postgresql://${user}@127.0.0.1:${proxy.port}/${database.name}`;
  return startServer(testEnv({ DATABASE_URL, MESHES_ROLE: role }), createLog("silent"), { hasPages: false });
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { host, port } = inject("postgres");
  proxy = await startTcpProxy({ path: `${host}/.s.PGSQL.${port}` });
  web = await startNode("web");
  worker = await startNode("worker");
  fixtures = createFixtures({
    tenant: () => provisionTenant(web.app, { organization: "Organization", workspace: "Workspace" }),
    as: (tenant) => apiClient(web.url, { kind: "machine", tenant }),
  });
  fixture = await fixtures.open();
});

afterAll(async () => {
  await Promise.all([web.stop(), worker.stop()]);
  await fixtures.close();
  await database.drop();
  await proxy.close();
});

async function ready(node: RunningServer): Promise<{ status: number; ready: Readiness }> {
  const response = await fetch(`${node.url}/api/ready`);
  return { status: response.status, ready: Readiness.parse(await response.json()) };
}

type Sent = { answer: ApiAnswer; ms: number; key: string | undefined };

async function post(key?: string): Promise<Sent> {
  const startedAt = performance.now();
  const body = { workspace: fixture.workspace, event: "user.signup", payload: {} };
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const answer = await fixture.api.send("POST", "/events", body, headers);
  return { answer, ms: performance.now() - startedAt, key };
}

const idOf = ({ answer }: Sent) => EventCreated.parse(answer.body).event.id;

/** Posts as several callers do, one after the other each, while `isGoing`. */
async function postWhile(isGoing: () => boolean, callers: number): Promise<Sent[]> {
  const sent: Sent[] = [];
  const call = async (isKeyed: boolean) => {
    while (isGoing()) sent.push(await post(isKeyed ? randomUUID() : undefined));
  };
  await Promise.all(Array.from({ length: callers }, (_, index) => call(index % 2 === 1)));
  return sent;
}

/** What an event takes, from its post to its delivery, while nothing is wrong. */
async function calmMs(): Promise<number> {
  const startedAt = performance.now();
  await fixture.until(await fixture.emit(), "completed");
  return performance.now() - startedAt;
}

async function deliveredOnce(ids: readonly string[]): Promise<void> {
  await until(
    "everything accepted to be delivered",
    async () => {
      const { rows } = await database.pool.query<{ n: number }>(
        "select count(*)::int as n from events where id = any($1) and status = 'completed'",
        [ids],
      );
      return rows[0]?.n === ids.length;
    },
    30_000,
  );
  const { rows } = await database.pool.query<{ n: number }>(
    "select count(*)::int as n from attempts where event_id = any($1) and outcome_code = 'delivered'",
    [ids],
  );
  expect(rows[0]?.n).toBe(ids.length);
}

describe("when every present connection to the database goes silent", { timeout: 120_000 }, () => {
  it.each(["idle", "busy"])("both roles are back within 10 s and nothing is lost (%s before)", async (load) => {
    await until("both nodes to be ready", async () =>
      (await Promise.all([ready(web), ready(worker)])).every(({ status }) => status === 200),
    );
    let isOver = false;
    const before = load === "busy" ? postWhile(() => !isOver, 24) : Promise.resolve([]);
    const busyMs = BUSY_FACTOR * (await calmMs());
    expect(proxy.silence()).toBeGreaterThan(4);
    const silentAt = performance.now();
    const during = postWhile(() => performance.now() - silentAt < 6_000, 8);

    const probe = await until(
      "an event to be taken",
      async () => [await post()].find(({ answer }) => answer.status === 201),
      BACK_MS_MAX + busyMs,
    );
    await until("both nodes to be ready again", async () =>
      (await Promise.all([ready(web), ready(worker)])).every(({ status }) => status === 200),
    );
    await fixture.until(idOf(probe), "completed");
    expect(performance.now() - silentAt).toBeLessThan(BACK_MS_MAX + busyMs);
    isOver = true;
    const sent = [...(await before), ...(await during), probe];

    for (const { answer } of sent) {
      if (answer.status === 201) continue;
      expect(answer.status).toBe(503);
      ErrorEnvelope.parse(answer.body);
      expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    }
    expect(Math.max(...sent.map(({ ms }) => ms))).toBeLessThan(ANSWER_MS_MAX + busyMs);
    await deliveredOnce(sent.filter(({ answer }) => answer.status === 201).map(idOf));
    await expectKeysOnce(sent);
  });
});

describe("while the database says nothing at all", { timeout: 120_000 }, () => {
  it("every request is answered 503 within 5 s, and work goes on when it speaks again", async () => {
    await until("the web node to be ready", async () => (await ready(web)).status === 200);
    const busyMs = BUSY_FACTOR * (await calmMs());
    proxy.holdNew(true);
    proxy.silence();
    const silentAt = performance.now();
    const isSilent = () => performance.now() - silentAt < 7_000;
    const reads = async () => {
      const answers: { status: number; ms: number }[] = [];
      while (isSilent()) {
        const startedAt = performance.now();
        const { status } = await fixture.api.send("GET", `/workspaces/${fixture.workspace}/metrics?range=7d`);
        answers.push({ status, ms: performance.now() - startedAt });
      }
      return answers;
    };
    const [sent, ...read] = await Promise.all([
      postWhile(isSilent, 60),
      ...Array.from({ length: 20 }, reads),
      until("the web node to say so", async () => (await ready(web)).status === 503).then(() => []),
    ]);
    const answers = [...read.flat(), ...sent.map(({ answer, ms }) => ({ status: answer.status, ms }))];
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([503]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(ANSWER_MS_MAX + busyMs);

    proxy.holdNew(false);
    const id = await until("an event to be taken", async () =>
      [await post()].find(({ answer }) => answer.status === 201),
    );
    await fixture.until(idOf(id), "completed");
    await expectKeysOnce(sent);
  });
});

/** Repeated as its sender would: every key stands for one event, also when its first request was answered 503. */
async function expectKeysOnce(sent: readonly Sent[]): Promise<void> {
  const keyed = sent.filter(({ key }) => key !== undefined);
  for (const first of keyed) {
    const again = await until("the key to be free", async () =>
      [await post(first.key)].find(({ answer }) => answer.status === 201),
    );
    if (first.answer.status === 201) expect(idOf(again)).toBe(idOf(first));
  }
  const { rows } = await database.pool.query<{ n: number }>(
    "select count(*)::int as n from idempotency_keys where key = any($1)",
    [keyed.map(({ key }) => key)],
  );
  expect(rows[0]?.n).toBe(keyed.length);
}
