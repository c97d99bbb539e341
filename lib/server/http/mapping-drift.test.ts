import { describe, expect } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { FieldCatalog, type CatalogField } from "#lib/contracts/field-catalogs.ts";
import { MappingResult } from "#lib/contracts/mappings.ts";
import { createCatalogRefresh } from "#lib/server/domain/connections/field-catalogs/refresh-old-catalogs.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { accountApi } from "#lib/testing/providers/fake-destination.ts";
import { it as base } from "#lib/testing/providers/test.ts";

const EMAIL: CatalogField = { key: "email", type: "string" };
const AGE: CatalogField = { key: "age", type: "number" };
const BAG: CatalogField = { key: "bag", type: "object" };
const FIELDS = [EMAIL, AGE, BAG];

const it = base
  .override("variables", { MESHES_DELIVERY_TIMEOUT_MS: "1000" })
  .override("account", { segments: [], topics: [], fields: FIELDS })
  .extend("calls", ({ server, api, provider, connection }) => {
    const has = (...fields: CatalogField[]) => provider.behave(accountApi({ segments: [], topics: [], fields }));
    const refresh = async () =>
      ok(await api.send("GET", `/connections/${connection.id}/fields?refresh=true`), FieldCatalog);
    const current = async () => ok(await api.send("GET", `/connections/${connection.id}`), Connection);
    const warnings = async () => (await current()).warnings ?? [];
    const subjects = async () => (await warnings()).map(({ subject }) => subject);
    const save = async (...dests: string[]) => {
      const fields = dests.map((dest) => ({ dest, source: { type: "path", value: "x" } }));
      const body = { schema: { schema_version: 1, fields } };
      return api.send("PUT", `/connections/${connection.id}/mappings/default`, body);
    };
    const makeOld = async () => {
      const sql = "update field_catalogs set refreshed_at = now() - interval '25 hours' where connection_id = $1";
      await server.database.pool.query(sql, [connection.id]);
      const older = "update connections set updated_at = now() - interval '3 days' where id = $1";
      await server.database.pool.query(older, [connection.id]);
      provider.received.length = 0;
    };
    return { has, refresh, current, warnings, subjects, save, makeOld };
  });

describe("a field that a stored mapping fills", () => {
  it("is warned about when it vanishes or changes its type, and no longer when it is back", async ({ calls }) => {
    ok(await calls.save("email", "age", "bag.color"), MappingResult);
    calls.has(EMAIL, { ...AGE, type: "string" });
    await calls.refresh();
    expect(await calls.warnings()).toEqual([
      {
        code: "mapping_drift",
        subject: "age",
        message: "The field age was of the type number and is now of the type string",
      },
      {
        code: "mapping_drift",
        subject: "bag.color",
        message: "The field bag.color no longer exists in the connected account",
      },
    ]);
    await calls.refresh();
    expect(await calls.subjects()).toEqual(["age", "bag.color"]);
    calls.has(EMAIL, AGE);
    await calls.refresh();
    expect(await calls.subjects()).toEqual(["bag.color"]);
    calls.has(...FIELDS);
    await calls.refresh();
    expect(await calls.current()).not.toHaveProperty("warnings");
  });

  it("is warned about when it can no longer be written", async ({ calls }) => {
    ok(await calls.save("email"), MappingResult);
    calls.has({ ...EMAIL, constraints: { read_only: true } });
    await calls.refresh();
    expect(await calls.warnings()).toMatchObject([
      { subject: "email", message: "The field email can no longer be written" },
    ]);
  });

  it("is no longer warned about once the mapping was saved without it", async ({ calls }) => {
    ok(await calls.save("email", "age"), MappingResult);
    calls.has(EMAIL);
    await calls.refresh();
    expect(await calls.subjects()).toEqual(["age"]);
    refused(await calls.save("email", "age"), "UnprocessableEntity");
    expect(await calls.subjects()).toEqual(["age"]);
    ok(await calls.save("email"), MappingResult);
    expect(await calls.subjects()).toEqual([]);
    await calls.refresh();
    expect(await calls.subjects()).toEqual([]);
  });

  it("counts with its new type from when the mapping is saved again", async ({ calls }) => {
    ok(await calls.save("age"), MappingResult);
    calls.has({ ...AGE, type: "string" });
    await calls.refresh();
    ok(await calls.save("age"), MappingResult);
    expect(await calls.subjects()).toEqual([]);
    calls.has(AGE);
    await calls.refresh();
    expect(await calls.subjects()).toEqual(["age"]);
  });

  it("does not drift by a reading that fails, nor without a stored mapping, nor when it is not filled", async ({
    api,
    calls,
    provider,
    connection,
  }) => {
    calls.has(EMAIL);
    await calls.refresh();
    calls.has(...FIELDS);
    await calls.refresh();
    ok(await calls.save("email"), MappingResult);
    calls.has(EMAIL);
    await calls.refresh();
    provider.behave(() => ({ status: 500 }));
    refused(await api.send("GET", `/connections/${connection.id}/fields?refresh=true`), "UnprocessableEntity");
    expect(await calls.subjects()).toEqual([]);
  });

  it("leaves other warnings where they are, and does not count as a change of the connection", async ({
    server,
    connection,
    calls,
  }) => {
    const scope = { code: "missing_scope", subject: "lists", message: "Lists cannot be read" };
    const sql = "update connections set warnings = $2 where id = $1";
    await server.database.pool.query(sql, [connection.id, JSON.stringify([scope])]);
    const before = await calls.current();
    ok(await calls.save("age"), MappingResult);
    calls.has(EMAIL);
    await calls.refresh();
    expect(await calls.warnings()).toMatchObject([scope, { code: "mapping_drift", subject: "age" }]);
    calls.has(...FIELDS);
    await calls.refresh();
    expect(await calls.current()).toEqual(before);
  });
});

describe("fields that are a day old", () => {
  it("are read again by themselves for connections with a stored mapping", async ({ server, calls, provider }) => {
    ok(await calls.save("age"), MappingResult);
    await calls.makeOld();
    calls.has(EMAIL);
    expect(await createCatalogRefresh(server.app)()).toBe("idle");
    expect(await calls.subjects()).toEqual(["age"]);
    expect(provider.received.map(({ path }) => path)).toEqual(["/hook/fields"]);
    await createCatalogRefresh(server.app)();
    expect(provider.received).toHaveLength(1);
  });

  it("stay when they cannot be read, and are not asked for again soon", async ({ server, calls, provider }) => {
    ok(await calls.save("age"), MappingResult);
    await calls.makeOld();
    provider.behave(() => ({ status: 503 }));
    const run = createCatalogRefresh(server.app);
    await run();
    await run();
    expect(provider.received).toHaveLength(1);
    expect(await calls.subjects()).toEqual([]);
    calls.has(EMAIL);
    await createCatalogRefresh(server.app)();
    expect(await calls.subjects()).toEqual(["age"]);
  });

  it("are left alone for inactive connections, or have no mapping stored", async ({
    server,
    api,
    calls,
    connection,
    provider,
  }) => {
    await calls.makeOld();
    await createCatalogRefresh(server.app)();
    ok(await calls.save("age"), MappingResult);
    await api.send("PATCH", `/connections/${connection.id}`, { active: false });
    await calls.makeOld();
    await createCatalogRefresh(server.app)();
    expect(provider.received).toHaveLength(0);
  });
});
