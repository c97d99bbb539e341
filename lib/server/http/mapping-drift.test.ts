import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Connection, ConnectionCreated } from "#lib/contracts/connections.ts";
import { FieldCatalog, type CatalogField } from "#lib/contracts/field-catalogs.ts";
import { MappingResult } from "#lib/contracts/mappings.ts";
import { createCatalogRefresh } from "#lib/server/domain/connections/field-catalogs/refresh-old-catalogs.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { accountApi, fakeConnection, withFakeDestination } from "#lib/testing/providers/fake-destination.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";

const EMAIL: CatalogField = { key: "email", type: "string" };
const AGE: CatalogField = { key: "age", type: "number" };
const BAG: CatalogField = { key: "bag", type: "object" };
const FIELDS = [EMAIL, AGE, BAG];

let server: TestServer;
let provider: Receiver;
let tenant: Tenant;
let api: ApiClient;
let connection: Connection;

beforeAll(async () => {
  server = await startTestServer({ MESHES_DELIVERY_TIMEOUT_MS: "1000" }, undefined, withFakeDestination);
  provider = await startReceiver();
});
afterAll(async () => {
  await server.close();
  await provider.close();
});

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

beforeEach(async () => {
  has(...FIELDS);
  tenant = await server.tenant();
  api = server.as(tenant);
  const body = fakeConnection(tenant.workspaceId, provider.url);
  connection = ok(await api.send("POST", "/connections", body), ConnectionCreated, 201).connection;
});

describe("a field that a stored mapping fills", () => {
  it("is warned about when it vanishes or changes its type, and no longer when it is back", async () => {
    ok(await save("email", "age", "bag.color"), MappingResult);
    has(EMAIL, { ...AGE, type: "string" });
    await refresh();
    expect(await warnings()).toEqual([
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
    await refresh();
    expect(await subjects()).toEqual(["age", "bag.color"]);
    has(EMAIL, AGE);
    await refresh();
    expect(await subjects()).toEqual(["bag.color"]);
    has(...FIELDS);
    await refresh();
    expect(await current()).not.toHaveProperty("warnings");
  });

  it("is warned about when it can no longer be written", async () => {
    ok(await save("email"), MappingResult);
    has({ ...EMAIL, constraints: { read_only: true } });
    await refresh();
    expect(await warnings()).toMatchObject([{ subject: "email", message: "The field email can no longer be written" }]);
  });

  it("is no longer warned about once the mapping was saved without it", async () => {
    ok(await save("email", "age"), MappingResult);
    has(EMAIL);
    await refresh();
    expect(await subjects()).toEqual(["age"]);
    refused(await save("email", "age"), "UnprocessableEntity");
    expect(await subjects()).toEqual(["age"]);
    ok(await save("email"), MappingResult);
    expect(await subjects()).toEqual([]);
    await refresh();
    expect(await subjects()).toEqual([]);
  });

  it("counts with its new type from when the mapping is saved again", async () => {
    ok(await save("age"), MappingResult);
    has({ ...AGE, type: "string" });
    await refresh();
    ok(await save("age"), MappingResult);
    expect(await subjects()).toEqual([]);
    has(AGE);
    await refresh();
    expect(await subjects()).toEqual(["age"]);
  });

  it("does not drift by a reading that fails, nor without a stored mapping, nor when it is not filled", async () => {
    has(EMAIL);
    await refresh();
    has(...FIELDS);
    await refresh();
    ok(await save("email"), MappingResult);
    has(EMAIL);
    await refresh();
    provider.behave(() => ({ status: 500 }));
    refused(await api.send("GET", `/connections/${connection.id}/fields?refresh=true`), "UnprocessableEntity");
    expect(await subjects()).toEqual([]);
  });

  it("leaves other warnings where they are, and does not count as a change of the connection", async () => {
    const scope = { code: "missing_scope", subject: "lists", message: "Lists cannot be read" };
    const sql = "update connections set warnings = $2 where id = $1";
    await server.database.pool.query(sql, [connection.id, JSON.stringify([scope])]);
    const before = await current();
    ok(await save("age"), MappingResult);
    has(EMAIL);
    await refresh();
    expect(await warnings()).toMatchObject([scope, { code: "mapping_drift", subject: "age" }]);
    has(...FIELDS);
    await refresh();
    expect(await current()).toEqual(before);
  });
});

describe("fields that are a day old", () => {
  const age = async () => {
    const sql = "update field_catalogs set refreshed_at = now() - interval '25 hours' where connection_id = $1";
    await server.database.pool.query(sql, [connection.id]);
    const older = "update connections set updated_at = now() - interval '3 days' where id = $1";
    await server.database.pool.query(older, [connection.id]);
    provider.received.length = 0;
  };

  it("are read again by themselves for connections with a stored mapping", async () => {
    ok(await save("age"), MappingResult);
    await age();
    has(EMAIL);
    expect(await createCatalogRefresh(server.app)()).toBe("idle");
    expect(await subjects()).toEqual(["age"]);
    expect(provider.received.map(({ path }) => path)).toEqual(["/hook/fields"]);
    await createCatalogRefresh(server.app)();
    expect(provider.received).toHaveLength(1);
  });

  it("stay when they cannot be read, and are not asked for again soon", async () => {
    ok(await save("age"), MappingResult);
    await age();
    provider.behave(() => ({ status: 503 }));
    const run = createCatalogRefresh(server.app);
    await run();
    await run();
    expect(provider.received).toHaveLength(1);
    expect(await subjects()).toEqual([]);
    has(EMAIL);
    await createCatalogRefresh(server.app)();
    expect(await subjects()).toEqual(["age"]);
  });

  it("are left alone for inactive connections, or have no mapping stored", async () => {
    await age();
    await createCatalogRefresh(server.app)();
    ok(await save("age"), MappingResult);
    await api.send("PATCH", `/connections/${connection.id}`, { active: false });
    await age();
    await createCatalogRefresh(server.app)();
    expect(provider.received).toHaveLength(0);
  });
});
