import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { badRequest, ok, refused } from "#lib/testing/answers.ts";
import { createFixtures, inTurn, type DeliveryFixture, type Lanes } from "#lib/testing/delivery-fixture.ts";
import { makeWebhook, uniqueName } from "#lib/testing/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/test-server.ts";
import { until } from "#lib/testing/until.ts";

let server: TestServer;
let lanes: Lanes;

beforeAll(async () => {
  server = await startTestServer();
  lanes = createFixtures(server);
});

afterAll(async () => {
  await server.close();
  await lanes.close();
});

const patch = ({ api, connection }: DeliveryFixture, body?: unknown) =>
  api.send("PATCH", `/connections/${connection.id}`, body);
const read = async ({ api, connection }: DeliveryFixture) =>
  ok(await api.send("GET", `/connections/${connection.id}`), Connection);
const isWaiting = ({ waiting }: { waiting?: string | undefined }) => waiting === "connection_inactive";

describe.concurrent("changing a connection without its settings", () => {
  it("renames and hides it, and keeps everything else", async () => {
    const lane = await lanes.open({ metadata: { auth_scheme: "bearer", auth_token: "token-of-the-test" } });
    const before = await read(lane);
    const name = uniqueName("Renamed");
    const changed = ok(await patch(lane, { name, hidden: true }), Connection);
    expect(changed).toEqual({
      ...before,
      name,
      hidden: true,
      updated_at: changed.updated_at,
      version: before.version + 1,
    });
    expect(changed.metadata).toMatchObject({ auth_token: SECRET_MASK, signing_secret: SECRET_MASK });
    expect(await read(lane)).toEqual(changed);
  });

  it("sends no test request, and the next delivery still has its secrets", async () => {
    const lane = await lanes.open({ metadata: { auth_scheme: "bearer", auth_token: "token-of-the-test" } });
    ok(await patch(lane, { name: uniqueName("Renamed") }), Connection);
    expect(lane.receiver.received).toHaveLength(0);
    await lane.until(await lane.emit(), "completed");
    expect(lane.receiver.received[0]?.headers.authorization).toBe("Bearer token-of-the-test");
  });

  it.each([[{}], [undefined], [{ metadata: { url: "https://elsewhere.example" }, workspace: "x" }]])(
    "changes nothing with %j",
    async (body) => {
      const lane = await lanes.open();
      const before = await read(lane);
      expect(ok(await patch(lane, body), Connection)).toEqual(before);
    },
  );

  it.each([
    ["name", { name: "a/b" }],
    ["name", { name: "a".repeat(129) }],
    ["name", { name: 7 }],
    ["hidden", { hidden: "yes" }],
    ["active", { active: 1 }],
    ["active", { active: "yes" }],
  ])("answers 400 with the parameter %s for %j", async (param, body) => {
    const lane = await lanes.open();
    badRequest(await patch(lane, body), param);
  });

  it("answers 409 for the name of another connection, and changes nothing", async () => {
    const lane = await lanes.open();
    const other = await makeWebhook(lane.api, lane.workspace);
    const answer = refused(await patch(lane, { name: other.name, active: false }), "Conflict");
    expect(answer.error.data).toMatchObject([{ param: "name" }]);
    expect(await read(lane)).toMatchObject({ name: lane.connection.name, active: true });
  });
});

describe.concurrent("switching a connection off", () => {
  it("says who did it, and makes its deliveries wait without an attempt", async () => {
    const lane = await lanes.open();
    const off = ok(await patch(lane, { active: false }), Connection);
    expect(off).toMatchObject({ active: false, inactive_reason: "manually_inactivated" });
    const id = await lane.emit();
    await lane.until(id, "retrying", isWaiting);
    expect(lane.receiver.received).toHaveLength(0);
  });

  it("stops the retries that were due later", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(() => ({ status: 500 }));
    const id = await lane.emit();
    await until("the first attempt", () => lane.receiver.received.length > 0);
    ok(await patch(lane, { active: false }), Connection);
    await lane.until(id, "retrying", isWaiting);
  });

  it("keeps the reason of a connection that is off already", async () => {
    const lane = await lanes.open();
    const sql = "update connections set active = false, inactive_reason = 'authentication_invalid' where id = $1";
    await server.database.pool.query(sql, [lane.connection.id]);
    const answer = ok(await patch(lane, { active: false }), Connection);
    expect(answer).toMatchObject({ active: false, inactive_reason: "authentication_invalid" });
  });
});

describe.concurrent("switching a connection on again", () => {
  it("clears the reason and runs at once what waited", async () => {
    const lane = await lanes.open();
    await patch(lane, { active: false });
    const ids = await Promise.all([lane.emit(), lane.emit(), lane.emit()]);
    for (const id of ids) await lane.until(id, "retrying", isWaiting);
    const on = ok(await patch(lane, { active: true }), Connection);
    expect(on).toMatchObject({ active: true });
    expect(on).not.toHaveProperty("inactive_reason");
    for (const id of ids) await lane.until(id, "completed");
    expect(lane.receiver.received).toHaveLength(3);
  });

  it("repairs a connection that its endpoint switched off with 410", async () => {
    const lane = await lanes.open();
    lane.receiver.behave(inTurn({ status: 410 }, { status: 200 }));
    const id = await lane.emit();
    await lane.until(id, "retrying", isWaiting);
    ok(await patch(lane, { active: true }), Connection);
    await lane.until(id, "completed");
  });

  // The races: the sweep parks deliveries, and attempts end, in the moments of switching.
  it("loses nothing however often it is switched", async () => {
    const lane = await lanes.open();
    const ids: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      ids.push(...(await Promise.all(Array.from({ length: 5 }, () => lane.emit()))));
      await Promise.all([patch(lane, { active: round % 2 === 1 }), patch(lane, { hidden: round % 2 === 1 })]);
    }
    ok(await patch(lane, { active: true }), Connection);
    for (const id of ids) await lane.until(id, "completed");
  });
});
