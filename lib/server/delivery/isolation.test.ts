import { afterEach, expect, it } from "vitest";
import { makeRule, makeWebhook } from "#lib/testing/factories.ts";
import { createLanes, type Lane, type Lanes } from "#lib/testing/lanes.ts";
import { startReceiver, type Receiver } from "#lib/testing/receiver.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/test-server.ts";
import { until } from "#lib/testing/until.ts";

const PLACES = 32;
// Longer than any of these tests: what hangs never comes free, so whatever is delivered had a place of its own.
const NEVER_MS = "300000";
const LIMITS = {
  MESHES_DELIVERY_CONCURRENCY: String(PLACES),
  MESHES_CONNECTION_CONCURRENCY: "8",
  MESHES_DELIVERY_TIMEOUT_MS: NEVER_MS,
};

let server: TestServer;
let lanes: Lanes;
let worker: TestWorker | undefined;
let receivers: Receiver[] = [];

async function start(variables: Record<string, string> = {}): Promise<void> {
  server = await startTestServer({ MESHES_ROLE: "web", ...LIMITS, ...variables });
  lanes = createLanes(server);
  worker = await startTestWorker(server.database, { ...LIMITS, ...variables });
}

afterEach(async () => {
  // What hangs is cut off first: a worker that stops waits for it.
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  await lanes.close();
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
async function hang(receiver: Receiver, connections: number): Promise<Lane> {
  const lane = await lanes.open({ metadata: { url: at(receiver, "/hang/0") } });
  for (let index = 1; index < connections; index += 1)
    await makeRule(lane.api, await makeWebhook(lane.api, lane.workspace, { url: at(receiver, `/hang/${index}`) }));
  await Promise.all(Array.from({ length: PLACES }, () => lane.emit()));
  return lane;
}

/** All of them are delivered while nothing of what hangs has ended. */
async function expectDelivered(lane: Lane, count: number): Promise<void> {
  const ids = await Promise.all(Array.from({ length: count }, () => lane.emit()));
  await Promise.all(ids.map((id) => lane.until(id, "completed")));
}

it.each([4, 12])(
  "%i connections that never answer take half of the places at most, and another organization is delivered",
  async (connections) => {
    await start();
    const [silent, healthy] = [await startHalfHanging(), await lanes.open()];
    await hang(silent, connections);
    await until("what hangs to take its places", () => hanging(silent) >= PLACES / 4);
    await expectDelivered(healthy, 40);
    expect(hanging(silent)).toBeLessThanOrEqual(PLACES / 2);
  },
);

it("a connection that never answers leaves places at its origin: to its neighbours, of its organization and of others", async () => {
  await start();
  const shared = await startHalfHanging();
  const lane = await hang(shared, 1);
  await until("what hangs to take its places", () => hanging(shared) >= PLACES / 4);
  const neighbour = await lanes.open({ metadata: { url: at(shared, "/other") } });
  await expectDelivered(neighbour, 40);
  const sibling = await makeRule(
    lane.api,
    await makeWebhook(lane.api, lane.workspace, { url: at(shared, "/sibling") }),
    { event: "sibling.event" },
  );
  const arrived = () => shared.received.filter(({ path }) => path === "/sibling").length;
  for (let n = 0; n < 10; n += 1) await lane.emit({ event: sibling.event });
  await until("the sibling's deliveries", () => arrived() === 10);
  expect(hanging(shared)).toBe(PLACES / 4);
});

it("a connection that did not answer has few attempts at once until it answers, and its neighbour has all of its own", async () => {
  await start({ MESHES_DELIVERY_TIMEOUT_MS: "400", MESHES_RETRY_SCHEDULE: "100ms,100ms,100ms,100ms,100ms,100ms,1h" });
  const shared = await startReceiver();
  receivers.push(shared);
  let [now, most] = [0, 0];
  let isCounted = false;
  const neighbours: (() => void)[] = [];
  shared.behave(async ({ path }) => {
    if (!path.startsWith("/hang")) {
      await new Promise<void>((resolve) => neighbours.push(resolve));
      return { status: 200 };
    }
    now += 1;
    if (isCounted) most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 450));
    now -= 1;
    return "drop";
  });
  const lane = await hang(shared, 1);
  const slow = async () => {
    const sql = "select count(*)::int as n from attempts where connection_id = $1";
    return (await server.database.pool.query<{ n: number }>(sql, [lane.connection.id])).rows[0]?.n ?? 0;
  };
  await until("enough of its attempts to have timed out", async () => (await slow()) >= 24, 30_000);
  isCounted = true;
  await until("more of them to have timed out", async () => (await slow()) >= 32, 30_000);
  // Two at once, and those that it drops a moment after their time-out.
  expect(most).toBeLessThanOrEqual(4);
  const neighbour = await lanes.open({ metadata: { url: at(shared, "/other") } });
  await Promise.all(Array.from({ length: 8 }, () => neighbour.emit()));
  await until("all places of the neighbour to be used", () => neighbours.length === 8, 30_000).finally(() =>
    neighbours.forEach((release) => release()),
  );
});
