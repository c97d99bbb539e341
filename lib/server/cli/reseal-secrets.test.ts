import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { sealSecrets } from "#lib/server/domain/connections/provider-access.ts";
import { createMachineKey } from "#lib/server/domain/tenancy/organizations/machine-keys.ts";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { parseKeyRing, createSealer, sealedWith } from "#lib/server/runtime/sealed-secrets.ts";
import { runCli } from "#lib/testing/server/run-cli.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { resealSecrets, type ResealReport, SEALED_COLUMNS } from "./secrets.ts";

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const newKey = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const OLD = newKey("k1");
const NEW = newKey("k2");
const BOTH = parseKeyRing(`${NEW},${OLD}`);
const oldSealer = createSealer(parseKeyRing(OLD));
const newSealer = createSealer(parseKeyRing(NEW));

let database: TestDatabase;
let machineKey: { id: string; secretKey: string };
let connectionId: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** One secret of each kind, sealed with the old key, in an otherwise empty database. */
beforeEach(async () => {
  const { pool, db } = database;
  await pool.query("truncate organizations cascade");
  const { id: organizationId } = await createOrganization(db, "Acme");
  machineKey = await createMachineKey({ db, sealer: oldSealer }, { organizationId, name: "k" });
  const workspaceId = uuidv7();
  connectionId = uuidv7();
  await pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspaceId,
    organizationId,
  ]);
  await pool.query(
    `insert into connections (id, workspace_id, type, name, metadata, secrets_sealed, created_by)
     values ($1, $2, 'webhook', 'c', '{}', $3, 't'), ($4, $2, 'webhook', 'without secrets', '{}', null, 't')`,
    [connectionId, workspaceId, await sealSecrets(oldSealer, connectionId, { auth_token: "s3cret" }), uuidv7()],
  );
});

async function sealedValue(): Promise<string> {
  const { rows } = await database.pool.query<{ sealed: string }>(
    "select secrets_sealed as sealed from connections where id = $1",
    [connectionId],
  );
  return rows[0]?.sealed ?? "";
}

const setSealedValue = (sealed: string) =>
  database.pool.query("update connections set secrets_sealed = $2 where id = $1", [connectionId, sealed]);

function reseal(fields: Partial<Parameters<typeof resealSecrets>[0]> = {}): Promise<ResealReport> {
  const signal = new AbortController().signal;
  return resealSecrets({ pool: database.pool, keys: BOTH, signal, onProgress: () => undefined, ...fields });
}

describe("sealing every secret again", () => {
  it("knows every column that holds sealed values", async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and column_name like '%\\_sealed' order by 1`,
    );
    const listed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    expect(listed.toSorted()).toEqual(rows.map(({ name }) => name));
  });

  it("leaves values that the newest key opens, and changes nothing else of the row", async () => {
    const readRow = () =>
      database.pool.query("select to_jsonb(c) - 'secrets_sealed' as row from connections c order by id");
    const before = (await readRow()).rows;
    const report = await reseal();
    expect(report).toEqual({
      current_key: "k2",
      tables: [
        { table: "machine_keys", values: 1, resealed: 1, unreadable: [] },
        { table: "connections", values: 1, resealed: 1, unreadable: [] },
        ...SEALED_COLUMNS.slice(2).map(({ table }) => ({ table, values: 0, resealed: 0, unreadable: [] })),
      ],
      key_usage: { k1: 0, k2: 2 },
      is_interrupted: false,
    });
    expect(await newSealer.open(await sealedValue(), `connections/${connectionId}/secrets`)).toBe(
      '{"auth_token":"s3cret"}',
    );
    const { rows } = await database.pool.query<{ secret_sealed: string }>("select secret_sealed from machine_keys");
    const place = `machine_keys/${machineKey.id}/secret` as const;
    expect(await newSealer.open(rows[0]?.secret_sealed ?? "", place)).toBe(machineKey.secretKey);
    expect((await readRow()).rows).toEqual(before);
  });

  it("does nothing the second time", async () => {
    await reseal();
    const before = await sealedValue();
    expect((await reseal()).tables.map(({ resealed }) => resealed)).toEqual(SEALED_COLUMNS.map(() => 0));
    expect(await sealedValue()).toBe(before);
  });

  it("never overwrites what was saved meanwhile, and seals that in the next pass", async () => {
    const saved = await sealSecrets(oldSealer, connectionId, { auth_token: "changed" });
    let isSaved = false;
    const query = database.pool.query.bind(database.pool);
    // Between the reading of the batch and the writing of its row.
    const pool = Object.assign(Object.create(database.pool), {
      query: async (text: string, values: unknown[]) => {
        if (text.includes("update connections") && !isSaved) {
          isSaved = true;
          await setSealedValue(saved);
        }
        return query(text, values);
      },
    });
    const report = await reseal({ pool });
    expect(report.key_usage).toEqual({ k1: 0, k2: 2 });
    expect(await newSealer.open(await sealedValue(), `connections/${connectionId}/secrets`)).toBe(
      '{"auth_token":"changed"}',
    );
  });

  it.each([
    ["an unknown key", () => sealSecrets(createSealer(parseKeyRing(newKey("k0"))), connectionId, {}), "k0"],
    ["another place", () => sealSecrets(oldSealer, randomUUID(), {}), "k1"],
    ["nobody", () => Promise.resolve("broken"), "unknown"],
  ])("reports a value that was sealed for %s, leaves it, and goes on with the others", async (_what, make, key) => {
    const broken = await make();
    await setSealedValue(broken);
    const report = await reseal();
    expect(report.tables[0]).toMatchObject({ resealed: 1 });
    expect(report.tables[1]).toMatchObject({ values: 1, resealed: 0, unreadable: [connectionId] });
    expect(report.key_usage).toMatchObject({ k2: 1, [key]: 1 });
    expect(await sealedValue()).toBe(broken);
  });
});

describe("meshes secrets rotate", () => {
  const Report = z.object({ key_usage: z.record(z.string(), z.int()), removable_keys: z.array(z.string()) });
  const run = (keys: string, ...args: string[]) =>
    runCli(["secrets", "rotate", ...args], { ...database.variables, MESHES_ENCRYPTION_KEYS: keys });

  it("says what it did, and which key can go", async () => {
    const first = await run(`${NEW},${OLD}`);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^machine_keys +1 +1 +0$/m);
    expect(first.stdout).toContain("No longer in use, can be removed: k1");
    const second = await run(`${NEW},${OLD}`, "--json");
    expect(Report.parse(JSON.parse(second.stdout))).toEqual({ key_usage: { k1: 0, k2: 2 }, removable_keys: ["k1"] });
  });

  it("fails when a secret does not open, and says whose it is", async () => {
    await setSealedValue("broken");
    const result = await run(`${NEW},${OLD}`);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(`connections ${connectionId}`);
    expect(sealedWith(await sealedValue())).toBeUndefined();
  });

  it("makes no key of its own when the keys come from the environment", async () => {
    const result = await run(OLD, "--new-key");
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain("MESHES_ENCRYPTION_KEYS");
  });
});
