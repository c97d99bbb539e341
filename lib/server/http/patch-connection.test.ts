import { describe, expect } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { inTurn, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { makeWebhook, uniqueName } from "#lib/testing/api/factories.ts";
import { it } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const patch = ({ api, connection }: DeliveryFixture, body?: unknown) =>
  api.send("PATCH", `/connections/${connection.id}`, body);
const read = async ({ api, connection }: DeliveryFixture) =>
  ok(await api.send("GET", `/connections/${connection.id}`), Connection);
const isWaiting = ({ waiting }: { waiting?: string | undefined }) => waiting === "connection_inactive";

describe.concurrent("changing a connection without its settings", () => {
  it("renames and hides it, and keeps everything else", async ({ fixtures }) => {
    const fixture = await fixtures.open({ metadata: { auth_scheme: "bearer", auth_token: "token-of-the-test" } });
    const before = await read(fixture);
    const name = uniqueName("Renamed");
    const changed = ok(await patch(fixture, { name, hidden: true }), Connection);
    expect(changed).toEqual({
      ...before,
      name,
      hidden: true,
      updated_at: changed.updated_at,
      version: before.version + 1,
    });
    expect(changed.metadata).toMatchObject({ auth_token: SECRET_MASK, signing_secret: SECRET_MASK });
    expect(await read(fixture)).toEqual(changed);
  });

  it("sends no test request, and the next delivery still has its secrets", async ({ fixtures }) => {
    const fixture = await fixtures.open({ metadata: { auth_scheme: "bearer", auth_token: "token-of-the-test" } });
    ok(await patch(fixture, { name: uniqueName("Renamed") }), Connection);
    expect(fixture.receiver.received).toHaveLength(0);
    await fixture.until(await fixture.emit(), "completed");
    expect(fixture.receiver.received[0]?.headers.authorization).toBe("Bearer token-of-the-test");
  });

  it.for([[{}], [undefined], [{ metadata: { url: "https://elsewhere.example" }, workspace: "x" }]] as const)(
    "changes nothing with %j",
    async ([body], { fixture }) => {
      const before = await read(fixture);
      expect(ok(await patch(fixture, body), Connection)).toEqual(before);
    },
  );

  it.for([
    ["name", { name: "a/b" }],
    ["name", { name: "a".repeat(129) }],
    ["name", { name: 7 }],
    ["hidden", { hidden: "yes" }],
    ["active", { active: 1 }],
    ["active", { active: "yes" }],
  ] as const)("answers 400 with the parameter %s for %j", async ([param, body], { fixture }) => {
    badRequest(await patch(fixture, body), param);
  });

  it("answers 409 for the name of another connection, and changes nothing", async ({ fixture }) => {
    const other = await makeWebhook(fixture.api, fixture.workspace);
    const answer = refused(await patch(fixture, { name: other.name, active: false }), "Conflict");
    expect(answer.error.data).toMatchObject([{ param: "name" }]);
    expect(await read(fixture)).toMatchObject({ name: fixture.connection.name, active: true });
  });
});

describe.concurrent("switching a connection off", () => {
  it("says who did it, and makes its deliveries wait without an attempt", async ({ fixture }) => {
    const off = ok(await patch(fixture, { active: false }), Connection);
    expect(off).toMatchObject({ active: false, inactive_reason: "manually_inactivated" });
    const id = await fixture.emit();
    await fixture.until(id, "retrying", isWaiting);
    expect(fixture.receiver.received).toHaveLength(0);
  });

  it("stops the retries that were due later", async ({ fixture }) => {
    fixture.receiver.behave(() => ({ status: 500 }));
    const id = await fixture.emit();
    await until("the first attempt", () => fixture.receiver.received.length > 0);
    ok(await patch(fixture, { active: false }), Connection);
    await fixture.until(id, "retrying", isWaiting);
  });

  it("keeps the reason of a connection that is off already", async ({ server, fixture }) => {
    const sql = "update connections set active = false, inactive_reason = 'authentication_invalid' where id = $1";
    await server.database.pool.query(sql, [fixture.connection.id]);
    const answer = ok(await patch(fixture, { active: false }), Connection);
    expect(answer).toMatchObject({ active: false, inactive_reason: "authentication_invalid" });
  });
});

describe.concurrent("switching a connection on again", () => {
  it("clears the reason and runs at once what waited", async ({ fixture }) => {
    await patch(fixture, { active: false });
    const ids = await Promise.all([fixture.emit(), fixture.emit(), fixture.emit()]);
    for (const id of ids) await fixture.until(id, "retrying", isWaiting);
    const on = ok(await patch(fixture, { active: true }), Connection);
    expect(on).toMatchObject({ active: true });
    expect(on).not.toHaveProperty("inactive_reason");
    for (const id of ids) await fixture.until(id, "completed");
    expect(fixture.receiver.received).toHaveLength(3);
  });

  it("repairs a connection that its endpoint deactivated with 410", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 410 }, { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "retrying", isWaiting);
    ok(await patch(fixture, { active: true }), Connection);
    await fixture.until(id, "completed");
  });

  // The races: the sweep parks deliveries, and attempts end, in the moments of switching.
  it("loses nothing however often it is switched", async ({ fixture }) => {
    const ids: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      ids.push(...(await Promise.all(Array.from({ length: 5 }, () => fixture.emit()))));
      await Promise.all([patch(fixture, { active: round % 2 === 1 }), patch(fixture, { hidden: round % 2 === 1 })]);
    }
    ok(await patch(fixture, { active: true }), Connection);
    for (const id of ids) await fixture.until(id, "completed");
  });
});
