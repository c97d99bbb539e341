import { describe, expect } from "vitest";
import { ConnectionCreated, type Connection } from "#lib/contracts/connections.ts";
import { FieldCatalog, type CatalogField } from "#lib/contracts/field-catalogs.ts";
import { MappingResult } from "#lib/contracts/mappings.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { makeWebhook, makeWorkspace, mintSession } from "#lib/testing/api/factories.ts";
import { accountApi, fakeConnection } from "#lib/testing/providers/fake-destination.ts";
import { it as base } from "#lib/testing/providers/test.ts";

const FIELDS: CatalogField[] = [
  { key: "email", type: "string", constraints: { format: "email", required: true } },
  { key: "firstName", type: "string" },
  { key: "LNAME", type: "string" },
  { key: "name", type: "string", constraints: { read_only: true } },
  { key: "phone", type: "number" },
  { key: "template_variables", type: "object" },
  { key: "tags", type: "array" },
];
const ACCOUNT = { segments: [], topics: [], fields: FIELDS };

const it = base
  .override("variables", { MESHES_DELIVERY_TIMEOUT_MS: "1000" })
  .override("account", ACCOUNT)
  .extend("webhook", ({ api, tenant }) => makeWebhook(api, tenant.workspaceId))
  .extend("fakeDestination", ({ tenant, api, provider }) => async (): Promise<Connection> => {
    const body = fakeConnection(tenant.workspaceId, provider.url);
    return ok(await api.send("POST", "/connections", body), ConnectionCreated, 201).connection;
  })
  /** An account that cannot say its fields while it is connected. */
  .extend("unread", ({ provider, fakeDestination }) => async (): Promise<Connection> => {
    provider.behave((received) => (received.path === "/hook/fields" ? { status: 503 } : accountApi(ACCOUNT)(received)));
    return fakeDestination();
  })
  .extend("calls", ({ api }) => {
    const get = (connection: Connection, caller = api) => caller.send("GET", path(connection));
    const put = (connection: Connection, body: unknown, caller = api) => caller.send("PUT", path(connection), body);
    const read = async (connection: Connection) => ok(await get(connection), MappingResult);
    return { get, put, read };
  });

const path = ({ id }: Connection) => `/connections/${id}/mappings/default`;

const email = { dest: "email", source: { type: "path", value: "email" } };
const schemaOf = (...fields: unknown[]) => ({ schema_version: 1, fields });
const schema = schemaOf(email);

describe("a mapping that nobody has saved", () => {
  it("is proposed empty for a webhook, with ids that stay", async ({ tenant, api, webhook, calls }) => {
    const result = await calls.read(webhook);
    expect(result).toMatchObject({
      status: "generated",
      mapping: {
        version: 0,
        workspace_id: tenant.workspaceId,
        connection_id: webhook.id,
        integration_type: "webhook",
        schema: { schema_version: 1, fields: [] },
      },
    });
    expect(await calls.read(webhook)).toEqual(result);
    expect(result.mapping.id).not.toBe(result.mapping.mapping_id);
    expect((await calls.read(await makeWebhook(api, tenant.workspaceId))).mapping.mapping_id).not.toBe(
      result.mapping.mapping_id,
    );
  });

  it("brings the well-known payload keys to the writable text fields of the same name", async ({
    api,
    fakeDestination,
    calls,
  }) => {
    const connection = await fakeDestination();
    const { status, mapping } = await calls.read(connection);
    const catalog = ok(await api.send("GET", `/connections/${connection.id}/fields`), FieldCatalog);
    expect(status).toBe("generated");
    expect(mapping.catalog_version).toBe(catalog.catalog_version);
    expect(mapping.schema.fields).toEqual([
      { dest: "email", source: { type: "path", value: "email" }, on_error: "fail_action" },
      { dest: "firstName", source: { type: "path", value: "first_name" }, on_error: "skip_field" },
      { dest: "LNAME", source: { type: "path", value: "last_name" }, on_error: "skip_field" },
    ]);
    ok(await calls.put(connection, { schema: mapping.schema }), MappingResult);
  });

  it("is 409 when the fields of the account cannot be read", async ({ api, unread, calls }) => {
    const connection = await unread();
    expect(refused(await calls.get(connection), "Conflict").error.message).toMatch(/answered 503/);
    await api.send("PATCH", `/connections/${connection.id}`, { active: false });
    expect(refused(await calls.get(connection), "Conflict").error.message).toMatch(/inactive/);
  });

  it("is proposed from the fields that were read before, when the provider is away", async ({
    api,
    fakeDestination,
    calls,
  }) => {
    const connection = await fakeDestination();
    const before = await calls.read(connection);
    await api.send("PATCH", `/connections/${connection.id}`, { active: false });
    expect(await calls.read(connection)).toEqual(before);
  });
});

describe("saving a mapping", () => {
  it("answers the stored version, which is read from then on", async ({ tenant, webhook, calls }) => {
    const generated = await calls.read(webhook);
    const body = {
      schema: { ...schema, meta: { name: "mine", notes: "why" } },
      name: "Contacts",
      workspace_id: tenant.workspaceId,
      mapping_id: generated.mapping.mapping_id,
    };
    const stored = ok(await calls.put(webhook, body), MappingResult);
    expect(stored).toMatchObject({
      status: "stored",
      mapping: {
        mapping_id: generated.mapping.mapping_id,
        version: 1,
        name: "Contacts",
        schema: body.schema,
        created_by: tenant.accessKey,
      },
    });
    expect(stored.mapping.id).not.toBe(generated.mapping.id);
    expect(await calls.read(webhook)).toEqual(stored);
  });

  it("keeps every version, the name, and when the mapping was made", async ({ server, webhook, calls }) => {
    const first = ok(await calls.put(webhook, { schema, name: "Contacts" }), MappingResult).mapping;
    const second = ok(await calls.put(webhook, { schema: schemaOf(), expected_version: 1 }), MappingResult).mapping;
    expect(second).toMatchObject({
      version: 2,
      mapping_id: first.mapping_id,
      name: "Contacts",
      created_at: first.created_at,
    });
    expect(second.id).not.toBe(first.id);
    const sql = "select version, id from mappings where connection_id = $1 order by version";
    expect((await server.database.pool.query(sql, [webhook.id])).rows).toEqual([
      { version: 1, id: first.id },
      { version: 2, id: second.id },
    ]);
  });

  it.for([1, 7])(
    "answers 409 with the present version when %i is expected and another is stored",
    async (expected, { webhook, calls }) => {
      const isFirst = expected === 1;
      const none = refused(await calls.put(webhook, { schema, expected_version: expected }), "Conflict");
      expect(none.error.message).toMatch(/Nothing has been saved/);
      await calls.put(webhook, { schema });
      await calls.put(webhook, { schema });
      const wrong = refused(await calls.put(webhook, { schema, expected_version: expected }), "Conflict");
      expect(wrong.error.message).toBe(`The current version is 2, not ${isFirst ? 1 : 7}`);
      expect(errorParams(wrong)).toEqual(["expected_version"]);
    },
  );

  it("lets one of two win that expect nothing to be stored", async ({ webhook, calls }) => {
    const answers = await Promise.all([1, 2, 3].map(() => calls.put(webhook, { schema, expected_version: 0 })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    refused(await calls.put(webhook, { schema, expected_version: 0 }), "Conflict");
  });

  it("lets one of two win that expect the same version, and no version twice", async ({ webhook, calls }) => {
    await calls.put(webhook, { schema });
    for (let version = 1; version < 6; version += 1) {
      const body = { schema, expected_version: version };
      const answers = await Promise.all(Array.from({ length: 4 }, () => calls.put(webhook, body)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    }
    const answers = await Promise.all(Array.from({ length: 4 }, () => calls.put(webhook, { schema })));
    const versions = answers.map((answer) => ok(answer, MappingResult).mapping.version);
    expect(versions.toSorted((a, b) => a - b)).toEqual([7, 8, 9, 10]);
  });

  it("does not find the mapping or the workspace of something else", async ({ tenant, api, webhook, calls }) => {
    const other = await calls.read(await makeWebhook(api, tenant.workspaceId));
    const sibling = await makeWorkspace(api);
    for (const ids of [
      { mapping_id: other.mapping.mapping_id },
      { mapping_id: "x" },
      { workspace_id: sibling.id },
      { workspace_id: "x" },
    ])
      refused(await calls.put(webhook, { schema, ...ids }), "NotFound");
  });

  it("goes with its connection", async ({ server, api, webhook, calls }) => {
    await calls.put(webhook, { schema });
    await api.send("DELETE", `/connections/${webhook.id}`);
    refused(await calls.get(webhook), "NotFound");
    refused(await calls.put(webhook, { schema }), "NotFound");
    const sql = "select from mappings where connection_id = $1";
    expect((await server.database.pool.query(sql, [webhook.id])).rowCount).toBe(0);
  });

  it("works on an inactive connection", async ({ api, webhook, calls }) => {
    await api.send("PATCH", `/connections/${webhook.id}`, { active: false });
    ok(await calls.put(webhook, { schema }), MappingResult);
    expect(await calls.read(webhook)).toMatchObject({ status: "stored" });
  });
});

const fieldOf = (source: unknown, more: object = {}) => ({ dest: "a", source, ...more });
const path128 = "a".repeat(128);
const text = (length: number) => "x".repeat(length);
const transforms = (...list: unknown[]) => fieldOf({ type: "path", value: "a" }, { transforms: list });

describe("the schema of a mapping", () => {
  it.for([
    ["no fields", schemaOf()],
    ["250 fields", schemaOf(...Array.from({ length: 250 }, () => email))],
    ["paths", schemaOf(...["a", "_a.0.b", "A1.b_2", path128].map((value) => fieldOf({ type: "path", value })))],
    [
      "literals",
      schemaOf(...[text(256), "x", 0, -1.5, true, false, null].map((value) => fieldOf({ type: "literal", value }))),
    ],
    [
      "transforms",
      schemaOf(
        transforms(
          ...["to_string", "to_number", "to_boolean", "trim", "lower", "upper"].map((type) => ({ type })),
          { type: "to_date" },
          { type: "to_datetime", timezone: "Europe/Paris" },
          { type: "default", value: text(128) },
          { type: "substring", start: 0, length: 1 },
        ),
        transforms({ type: "default", value: null }, { type: "substring", start: 3 }),
      ),
    ],
    ["modes", schemaOf(...["skip_field", "warn_action", "fail_action"].map((on_error) => ({ ...email, on_error })))],
    ["notes", { ...schemaOf({ ...email, dest: text(128), notes: text(1024) }), meta: { name: text(64), notes: "n" } }],
  ] as const)("takes %s and gives it back as it was sent", async ([_name, sent], { webhook, calls }) => {
    expect(ok(await calls.put(webhook, { schema: sent }), MappingResult).mapping.schema).toEqual(sent);
    expect((await calls.read(webhook)).mapping.schema).toEqual(sent);
  });

  const source = "schema.fields[0].source";
  const first = "schema.fields[0].transforms[0]";
  it.for([
    ["schema", undefined],
    ["schema", []],
    ["schema.schema_version", { fields: [] }],
    ["schema.schema_version", { ...schema, schema_version: 2 }],
    ["schema.schema_version", { ...schema, schema_version: "1" }],
    ["schema.fields", { schema_version: 1 }],
    ["schema.fields", schemaOf(...Array.from({ length: 251 }, () => email))],
    ["schema.meta", { ...schema, meta: "x" }],
    ["schema.meta.name", { ...schema, meta: { name: text(65) } }],
    ["schema.meta.notes", { ...schema, meta: { notes: text(1025) } }],
    ["schema.fields[1]", schemaOf(email, "email")],
    ["schema.fields[0].dest", schemaOf({ ...email, dest: text(129) })],
    ["schema.fields[0].dest", schemaOf({ ...email, dest: 5 })],
    ["schema.fields[0].notes", schemaOf({ ...email, notes: text(1025) })],
    ["schema.fields[0].on_error", schemaOf({ ...email, on_error: "ignore" })],
    ["schema.fields[0].transforms", schemaOf(transforms(...Array.from({ length: 11 }, () => ({ type: "trim" }))))],
    ["schema.fields[0].transforms", schemaOf({ ...email, transforms: "trim" })],
    [source, schemaOf({ dest: "a" })],
    [source, schemaOf(fieldOf("email"))],
    [`${source}.type`, schemaOf(fieldOf({ type: "script", value: "1" }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "path", path: "$.email" }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "path", value: "a..b" }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "path", value: "0.a" }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "path", value: `${path128}a` }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "literal", value: text(257) }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "literal", value: "" }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "literal", value: {} }))],
    [`${source}.value`, schemaOf(fieldOf({ type: "literal" }))],
    [`${first}.type`, schemaOf(transforms({ type: "eval" }))],
    [`${first}.value`, schemaOf(transforms({ type: "default", value: text(129) }))],
    [`${first}.value`, schemaOf(transforms({ type: "default" }))],
    [`${first}.start`, schemaOf(transforms({ type: "substring" }))],
    [`${first}.start`, schemaOf(transforms({ type: "substring", start: -1 }))],
    [`${first}.length`, schemaOf(transforms({ type: "substring", start: 0, length: 0 }))],
    [`${first}.start`, schemaOf(transforms({ type: "substring", start: 1.5 }))],
    [`${first}.timezone`, schemaOf(transforms({ type: "to_date", timezone: text(65) }))],
    [`${first}.timezone`, schemaOf(transforms({ type: "to_datetime", timezone: "Mars/Base" }))],
  ] as const)("answers 422 with the parameter %s", async ([param, sent], { webhook, calls }) => {
    expect(errorParams(refused(await calls.put(webhook, { schema: sent }), "UnprocessableEntity"))).toEqual([param]);
    expect(await calls.read(webhook)).toMatchObject({ status: "generated" });
  });

  it.for([
    ["expected_version", { expected_version: -1 }],
    ["expected_version", { expected_version: 1.5 }],
    ["expected_version", { expected_version: "1" }],
    ["name", { name: text(65) }],
    ["mapping_id", { mapping_id: 5 }],
  ] as const)("answers 422 for the parameter %s beside it", async ([param, fields], { webhook, calls }) => {
    expect(errorParams(refused(await calls.put(webhook, { schema, ...fields }), "UnprocessableEntity"))).toEqual([
      param,
    ]);
  });

  it("is refused whole, with everything that is wrong", async ({ webhook, calls }) => {
    const wrong = schemaOf(email, { ...email, dest: 5 }, fieldOf({ type: "path", value: "a b" }));
    expect(errorParams(refused(await calls.put(webhook, { schema: wrong }), "UnprocessableEntity"))).toEqual([
      "schema.fields[1].dest",
      "schema.fields[2].source.value",
    ]);
  });

  it("must be JSON, and storable", async ({ webhook, calls }) => {
    refused(await calls.put(webhook, "{"), "BadRequest");
    badRequest(await calls.put(webhook, { schema, name: "a\u0000b" }), "name");
  });
});

describe("for a destination that knows its fields", () => {
  const to = (...dests: string[]) => ({ schema: schemaOf(...dests.map((dest) => ({ ...email, dest }))) });

  it("only those can be filled, and what is inside their objects", async ({ fakeDestination, calls }) => {
    const connection = await fakeDestination();
    ok(
      await calls.put(connection, to("email", "tags", "template_variables.first.name", "template_variables")),
      MappingResult,
    );
    const wrong = to("email", "Email", "email.x", "tags.0", "template_variables.", "name", "template", "__proto__");
    expect(errorParams(refused(await calls.put(connection, wrong), "UnprocessableEntity"))).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((index) => `schema.fields[${index}].dest`),
    );
  });

  it("remembers the catalog it was checked with", async ({ api, fakeDestination, calls }) => {
    const connection = await fakeDestination();
    const catalog = ok(await api.send("GET", `/connections/${connection.id}/fields`), FieldCatalog);
    const { mapping } = ok(await calls.put(connection, to("email")), MappingResult);
    expect(mapping.catalog_version).toBe(catalog.catalog_version);
  });

  it("can be saved while the provider is away, by what was read before", async ({ api, unread, calls, provider }) => {
    const connection = await unread();
    refused(await calls.put(connection, to("email")), "UnprocessableEntity");
    provider.behave(accountApi(ACCOUNT));
    await calls.get(connection);
    await api.send("PATCH", `/connections/${connection.id}`, { hidden: true });
    provider.behave(() => ({ status: 503 }));
    ok(await calls.put(connection, to("email")), MappingResult);
    refused(await calls.put(connection, to("nowhere")), "UnprocessableEntity");
  });
});

it("an admin session reads and writes, a member only reads", async ({ server, tenant, api, webhook, calls }) => {
  const session = async (role: string) => {
    const { access_token: token } = await mintSession(api, tenant, { role });
    return apiClient(server.url, { kind: "bearer", token });
  };
  ok(await calls.put(webhook, { schema }, await session("admin")), MappingResult);
  expect(ok(await calls.get(webhook, await session("member")), MappingResult).mapping.version).toBe(1);
  refused(await calls.put(webhook, { schema }, await session("member")), "Forbidden");
});
