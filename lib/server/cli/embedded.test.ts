import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { findPostgresProcesses } from "#lib/server/db/embedded/processes.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { runCli, startCli } from "#lib/testing/server/run-cli.ts";
import { killServers, spawnServer } from "#lib/testing/server/server-process.ts";
import { until } from "#lib/testing/server/until.ts";

/** The keys are those of the data folder, as in development and the demo. */
const LOCAL = { MESHES_ENCRYPTION_KEYS: "", MESHES_SIGNING_KEYS: "" };
const Made = z.object({
  organization: z.object({ id: z.string() }),
  key: z.object({ access_key: z.string(), secret_key: z.string() }),
});
const Status = z.object({
  database: z.string(),
  migrations: z.object({ applied: z.array(z.object({ name: z.string() })), pending: z.array(z.string()) }),
  queue: z.object({ due: z.int(), oldest_due_at: z.string().nullable() }).nullable(),
  workers: z.array(z.object({ is_alive: z.boolean() })),
});

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "meshes-cli-"));
});
afterAll(async () => {
  await killServers();
  rmSync(dataDir, { recursive: true, force: true });
});

const variables = () => ({ MESHES_DATA_DIR: dataDir, ...LOCAL });
const run = (...args: string[]) => runCli(args, variables());
const postgresProcesses = () => findPostgresProcesses(join(dataDir, "postgres"));

async function json<T extends z.ZodType>(schema: T, ...args: string[]): Promise<z.output<T>> {
  const result = await run(...args, "--json");
  expect(result).toMatchObject({ code: 0, stderr: "" });
  return schema.parse(JSON.parse(result.stdout));
}

/** Steps of one story, because each start of a database costs. */
it("works on a data folder alone and beside the server that runs there, and leaves nothing running", async () => {
  const empty = await run("organization", "list");
  expect(empty).toMatchObject({ code: 1, stdout: "" });
  expect(empty.stderr).toContain(`There is no database in ${dataDir}`);

  expect((await run("database", "migrate")).stdout).toContain("0001_initial.sql");
  const alone = await json(Status, "database", "status");
  expect(alone).toMatchObject({ database: "embedded", migrations: { pending: [] }, workers: [] });
  expect(postgresProcesses()).toEqual([]);

  const server = await spawnServer("withoutPages", { MESHES_ENV: "development", ...variables() });
  const { organization, key } = await json(Made, "organization", "create", "Acme", "--key");
  const tenant: Tenant = {
    organizationId: organization.id,
    accessKey: key.access_key,
    secretKey: key.secret_key,
    workspaceId: "",
  };
  const asMachine = () => apiClient(server.url, { kind: "machine", tenant }).send("GET", "/workspaces");
  expect((await asMachine()).status).toBe(200);
  const status = await run("database", "status");
  expect(status.stdout).toMatch(/^Database +embedded, in .*, in use by a server$/m);
  expect(status.stdout).toMatch(/^Workers +1 worker is alive$/m);
  const refused = await run("secrets", "rotate", "--new-key");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("stop it first");
  expect((await asMachine()).status).toBe(200);

  server.send("SIGTERM");
  await server.ended;
  const keysBefore = readFileSync(join(dataDir, "keys.json"), "utf8");
  const rotated = await run("secrets", "rotate", "--new-key");
  expect(rotated.stderr).toMatch(/^Made the key local-[0-9a-f]{8} in /);
  expect(rotated.stdout).toContain("can be removed: local");
  expect(readFileSync(join(dataDir, "keys.json"), "utf8")).not.toBe(keysBefore);
  expect(statSync(join(dataDir, "keys.json")).mode & 0o777).toBe(0o600);
  expect(postgresProcesses()).toEqual([]);

  const again = await spawnServer("withoutPages", { MESHES_ENV: "development", ...variables() });
  expect((await apiClient(again.url, { kind: "machine", tenant }).send("GET", "/workspaces")).status).toBe(200);
  again.send("SIGTERM");
  await again.ended;
}, 300_000);

it("stops its database when it is interrupted while that starts", async () => {
  const own = mkdtempSync(join(tmpdir(), "meshes-cli-"));
  const postgres = () => findPostgresProcesses(join(own, "postgres"));
  try {
    await runCli(["database", "migrate"], { ...variables(), MESHES_DATA_DIR: own });
    const command = startCli(["organization", "list"], { ...variables(), MESHES_DATA_DIR: own });
    await until("the database to be starting", () => postgres().length > 0, 60_000);
    command.send("SIGINT");
    // It may have been done already.
    expect([0, 130]).toContain((await command.result).code);
    await until("the database to be gone", () => postgres().length === 0);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}, 300_000);
