import { describe, expect } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { MappingResult } from "#lib/contracts/mappings.ts";
import { Rule } from "#lib/contracts/rules.ts";
import { Workspace } from "#lib/contracts/workspaces.ts";
import { ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import type { ApiAnswer } from "#lib/testing/api/api-client.ts";
import { held } from "#lib/testing/api/delivery-fixture.ts";
import { uniqueName } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base.extend("calls", ({ fixture }) => {
  const path = () => `/connections/${fixture.connection.id}`;
  const read = async () => ok(await fixture.api.send("GET", path()), Connection);
  const settings = (fields: object = {}) => ({
    name: fixture.connection.name,
    metadata: { url: fixture.receiver.url, ...fields },
  });
  const quick = (fields: object = {}) => fixture.api.send("PUT", path(), settings({ skip_test: true, ...fields }));
  /** A PUT that is in the middle of its test request; `finish` lets the receiver answer. */
  async function slowPut() {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const answer = fixture.api.send("PUT", path(), settings());
    await until("the test request", () => fixture.receiver.received.length === 1);
    return {
      finish: () => {
        gate.release();
        return answer;
      },
    };
  }
  return { path, read, settings, quick, slowPut };
});

function conflict(answer: ApiAnswer): void {
  expect(errorParams(refused(answer, "Conflict"))).toEqual(["expected_version"]);
}

describe("settings that are saved while somebody else changes the connection", () => {
  it("do not switch a paused connection on", async ({ fixture, calls }) => {
    const put = await calls.slowPut();
    ok(await fixture.api.send("PATCH", calls.path(), { active: false }), Connection);
    conflict(await put.finish());
    expect(await calls.read()).toMatchObject({ active: false, inactive_reason: "manually_inactivated" });
  });

  it("do not bring an old secret back", async ({ server, fixture, calls }) => {
    const put = await calls.slowPut();
    const rotated = ok(await calls.quick({ rotate_signing_secret: true }), Connection);
    expect(rotated.metadata["signing_secret"]).toMatch(/^whsec_/);
    const secrets = () =>
      server.database.pool.query<{ sealed: string }>("select secrets_sealed as sealed from connections where id = $1", [
        fixture.connection.id,
      ]);
    const before = (await secrets()).rows[0]?.sealed;
    conflict(await put.finish());
    expect((await secrets()).rows[0]?.sealed).toBe(before);
  });

  it("do not undo a new name", async ({ fixture, calls }) => {
    const put = await calls.slowPut();
    const name = uniqueName("Renamed");
    ok(await fixture.api.send("PATCH", calls.path(), { name }), Connection);
    conflict(await put.finish());
    expect((await calls.read()).name).toBe(name);
  });

  it("are saved when nothing was changed, without the caller knowing of versions", async ({ calls }) => {
    const { version } = await calls.read();
    const put = await calls.slowPut();
    expect(ok(await put.finish(), Connection)).toMatchObject({ active: true });
    expect((await calls.read()).version).toBeGreaterThanOrEqual(version);
  });
});

describe("a change that names the version it was made from", () => {
  it("of a connection is refused when that is not the present one, and changes nothing", async ({ fixture, calls }) => {
    const before = await calls.read();
    ok(await calls.quick({ auth_scheme: "bearer", auth_token: "one" }), Connection);
    const now = await calls.read();
    expect(now.version).toBeGreaterThan(before.version);
    for (const [method, body] of [
      ["PUT", { ...calls.settings({ skip_test: true }), expected_version: before.version }],
      ["PATCH", { active: false, expected_version: before.version }],
    ] as const) {
      conflict(await fixture.api.send(method, calls.path(), body));
    }
    expect(await calls.read()).toEqual(now);
    expect(now.metadata["auth_token"]).toBe(SECRET_MASK);
    ok(await fixture.api.send("PATCH", calls.path(), { active: false, expected_version: now.version }), Connection);
  });

  it("of a connection that is paused and resumed counts both", async ({ fixture, calls }) => {
    const { version } = await calls.read();
    for (const active of [false, true]) ok(await fixture.api.send("PATCH", calls.path(), { active }), Connection);
    expect((await calls.read()).version).toBe(version + 2);
  });

  it("of a rule is refused when that is not the present one", async ({ fixture }) => {
    const rule = `/rules/${fixture.rule.id}`;
    const paused = ok(await fixture.api.send("PATCH", rule, { active: false }), Rule);
    conflict(await fixture.api.send("PATCH", rule, { event: "other", expected_version: fixture.rule.version }));
    expect(ok(await fixture.api.send("GET", rule), Rule)).toEqual(paused);
    const body = { event: "other", expected_version: paused.version };
    expect(ok(await fixture.api.send("PATCH", rule, body), Rule)).toMatchObject({ event: "other", active: false });
  });

  it("of a workspace is refused when that is not the present one", async ({ fixture }) => {
    const workspace = `/workspaces/${fixture.workspace}`;
    const first = ok(await fixture.api.send("PUT", workspace, { name: "First name", description: "x" }), Workspace);
    ok(await fixture.api.send("PUT", workspace, { name: "Second name" }), Workspace);
    conflict(await fixture.api.send("PUT", workspace, { name: "Third name", expected_version: first.version }));
    ok(
      await fixture.api.send("PUT", workspace, { name: "Third name", expected_version: first.version + 1 }),
      Workspace,
    );
  });
});

it("what the engine notes beside a connection or a rule does not count as a change of it", async ({
  server,
  fixture,
  calls,
}) => {
  const { pool } = server.database;
  await pool.query(`update connections set warnings = '[{"code":"missing_scope","message":"m","subject":"s"}]'`);
  await pool.query("update rules set problem = 'gone'");
  expect((await calls.read()).version).toBe(fixture.connection.version);
  expect(ok(await fixture.api.send("GET", `/rules/${fixture.rule.id}`), Rule).version).toBe(fixture.rule.version);
});

it("of two mappings that were made from the same one, only one is stored", async ({ fixture, calls }) => {
  const mapping = `${calls.path()}/mappings/default`;
  const schema = { schema_version: 1, fields: [] };
  const stored = ok(await fixture.api.send("PUT", mapping, { schema }), MappingResult);
  const answers = await Promise.all(
    ["a", "b", "c"].map((name) =>
      fixture.api.send("PUT", mapping, { schema, name, expected_version: stored.mapping.version }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
});
