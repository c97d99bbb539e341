import { afterEach, expect, it } from "vitest";
import { createFixtures, type DeliveryFixture, type Fixtures } from "#lib/testing/api/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

const PLACES = 32;
/** For a machine that does much else: nothing here is judged by time. */
const PATIENCE_MS = 60_000;
const TEST_MS = 240_000;
// Longer than any of these tests: what hangs never comes free, so whatever is delivered had a place of its own.
const NEVER_MS = "300000";
const LIMITS = {
  MESHES_DELIVERY_CONCURRENCY: String(PLACES),
  MESHES_CONNECTION_CONCURRENCY: "8",
  MESHES_DELIVERY_TIMEOUT_MS: NEVER_MS,
};

let server: TestServer;
let fixtures: Fixtures;
let worker: TestWorker | undefined;
let receivers: Receiver[] = [];

async function start(variables: Record<string, string> = {}): Promise<void> {
  server = await startTestServer({ MESHES_ROLE: "web", ...LIMITS, ...variables });
  fixtures = createFixtures(server);
  worker = await startTestWorker(server.database, { ...LIMITS, ...variables });
}

afterEach(async () => {
  // What hangs is cut off first: a worker that stops waits for it.
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  await fixtures.close();
  await worker?.stop();
  await server.close();
});

/** A receiver that answers 200, but nothing at all below `/hang`. */
async function startHalfHanging(): Promise<Receiver> {
  const receiver = await startReceiver();
  receiver.behave(({ path }) => (path.startsWith("/hang") ? "hang" : { status: 200 }));
  receivers.push(receiver);
  return receiver;
}

const at = (receiver: Receiver, path: string) => new URL(path, receiver.url).href;
const hanging = (receiver: Receiver) => receiver.received.filter(({ path }) => path.startsWith("/hang")).length;

/** An organization with so many connections that never answer, and more to deliver to each than there are places. */
async function hang(receiver: Receiver, connections: number): Promise<DeliveryFixture> {
  const fixture = await fixtures.open({ metadata: { url: at(receiver, "/hang/0") } });
  for (let index = 1; index < connections; index += 1)
    await makeRule(
      fixture.api,
      await makeWebhook(fixture.api, fixture.workspace, { url: at(receiver, `/hang/${index}`) }),
    );
  await Promise.all(Array.from({ length: PLACES }, () => fixture.emit()));
  return fixture;
}

const ofConnection = async (table: string, connectionId: string, condition = "true") => {
  const sql = `select count(*)::int as n from ${table} where connection_id = $1 and ${condition}`;
  return (await server.database.pool.query<{ n: number }>(sql, [connectionId])).rows[0]?.n ?? 0;
};

/** All of them are delivered while nothing of what hangs has ended. */
async function expectDelivered(fixture: DeliveryFixture, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => fixture.emit()));
  const delivered = () => ofConnection("rule_events", fixture.connection.id, "status = 'completed'");
  await until("everything to be delivered", async () => (await delivered()) === count, PATIENCE_MS);
}

it.each([4, 12])(
  "%i connections that never answer take half of the places at most, and another organization is delivered",
  async (connections) => {
    await start();
    const [silent, healthy] = [await startHalfHanging(), await fixtures.open()];
    await hang(silent, connections);
    await until("what hangs to take its places", () => hanging(silent) >= PLACES / 4, PATIENCE_MS);
    await expectDelivered(healthy, 20);
    expect(hanging(silent)).toBeLessThanOrEqual(PLACES / 2);
  },
  TEST_MS,
);

it(
  "a connection that never answers leaves places at its origin: to its neighbours, of its organization and of others",
  async () => {
    await start();
    const shared = await startHalfHanging();
    const fixture = await hang(shared, 1);
    await until("what hangs to take its places", () => hanging(shared) >= PLACES / 4, PATIENCE_MS);
    const neighbour = await fixtures.open({ metadata: { url: at(shared, "/other") } });
    await expectDelivered(neighbour, 20);
    const sibling = await makeRule(
      fixture.api,
      await makeWebhook(fixture.api, fixture.workspace, { url: at(shared, "/sibling") }),
      { event: "sibling.event" },
    );
    const arrived = () => shared.received.filter(({ path }) => path === "/sibling").length;
    for (let n = 0; n < 10; n += 1) await fixture.emit({ event: sibling.event });
    await until("the sibling's deliveries", () => arrived() === 10, PATIENCE_MS);
    expect(hanging(shared)).toBe(PLACES / 4);
  },
  TEST_MS,
);

it(
  "a connection that did not answer has few attempts at once until it answers, and its neighbour is delivered",
  async () => {
    await start({ MESHES_DELIVERY_TIMEOUT_MS: "400", MESHES_RETRY_SCHEDULE: "100ms,100ms,100ms,100ms,100ms,100ms,1h" });
    const shared = await startHalfHanging();
    const fixture = await hang(shared, 1);
    const ended = () => ofConnection("attempts", fixture.connection.id);
    await until("enough of its attempts to have timed out", async () => (await ended()) >= 24, PATIENCE_MS);
    let most = 0;
    await until(
      "more of them to have timed out",
      async () => {
        most = Math.max(most, await ofConnection("rule_events", fixture.connection.id, "status = 'processing'"));
        return (await ended()) >= 32;
      },
      PATIENCE_MS,
    );
    expect(most).toBeLessThanOrEqual(2);
    const neighbour = await fixtures.open({ metadata: { url: at(shared, "/other") } });
    await expectDelivered(neighbour, 20);
  },
  TEST_MS,
);
