import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { requireOwner } from "#lib/server/db/embedded/system-user.ts";
import { migrate } from "#lib/server/db/migrate.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { freePort } from "#lib/testing/server/free-port.ts";
import { startTcpProxy } from "#lib/testing/server/tcp-proxy.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { until } from "#lib/testing/server/until.ts";
import { startServer } from "./wiring.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

function recordedLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: pino({ level: "info" }, stream), lines };
}

describe("a server that starts", () => {
  it("waits for a database that is away, says so, and works when it comes", async () => {
    const port = await freePort("127.0.0.1");
    const { host, port: socketPort, user } = inject("postgres");
    const { log, lines } = recordedLog();
    const DATABASE_URL = `postgresql://${user}@127.0.0.1:${port}/${database.name}`;
    const starting = startServer(testEnv({ DATABASE_URL }), log, { hasPages: false });
    const waits = () => lines.filter((line) => line.includes("The database cannot be reached; the server starts when"));
    await until("two tries", () => waits().length >= 2);
    expect(waits()[0]).toContain("ECONNREFUSED");
    const proxy = await startTcpProxy({ path: `${host}/.s.PGSQL.${socketPort}` }, port);
    const server = await starting;
    expect((await fetch(`${server.url}/api/ready`)).status).toBe(200);
    await server.stop();
    await proxy.close();
  });

  it("does not wait for what waiting does not mend", async () => {
    const { host, port, user } = inject("postgres");
    const DATABASE_URL = `postgresql://${user}@localhost:${port}/none?host=${encodeURIComponent(host)}`;
    const starting = startServer(testEnv({ DATABASE_URL }), createLog("silent"), { hasPages: false });
    await expect(starting).rejects.toThrow('database "none" does not exist');
  });

  it("names the migration that failed, and why", async () => {
    const own = await createTestDatabase();
    const { rows } = await own.pool.query<{ name: string }>(
      "delete from schema_migrations where name like '0001%' returning name",
    );
    await expect(migrate(own.direct, createLog("silent"))).rejects.toThrow(
      new RegExp(`^Migration ${rows[0]?.name} failed: .*already exists`),
    );
    await own.drop();
  });

  it("says whose the data folder is when it is another user's", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "meshes-owner-"));
    const uid = process.getuid?.() ?? 0;
    expect(() => requireOwner(dataDir, uid + 1)).toThrow(
      `The data folder ${dataDir} belongs to the user with id ${uid}, and this server runs as the one with id ${uid + 1}.`,
    );
    expect(() => requireOwner(dataDir, uid)).not.toThrow();
    expect(() => requireOwner(dataDir, 0)).not.toThrow();
    rmSync(dataDir, { recursive: true });
  });
});

describe("a server that stops", () => {
  it("is unready first, answers what reaches it, and resets nothing of those who ask whether it is ready", async () => {
    const env = testEnv({ ...database.variables, MESHES_ROLE: "web", MESHES_DRAIN_MS: "5000" });
    const server = await startServer(env, createLog("silent"), { hasPages: false });
    const sending = new AbortController();
    const failures: unknown[] = [];
    let answered = 0;
    const callers = Array.from({ length: 8 }, async () => {
      while (!sending.signal.aborted) {
        await fetch(`${server.url}/api/health`).then(
          async (response) => {
            await response.text();
            answered += 1;
            expect(response.status).toBe(200);
          },
          (error: unknown) => failures.push(error),
        );
      }
    });
    await until("some answers", () => answered > 20);
    const stopped = server.stop();
    const noticed = await until("the balancer to notice", async () => {
      const response = await fetch(`${server.url}/api/ready`);
      return response.status === 503 ? response : undefined;
    });
    expect(noticed.headers.get("connection")).toBe("close");
    const answeredBefore = answered;
    await until("answers while it is unready", () => answered > answeredBefore + 8);
    sending.abort();
    await Promise.all(callers);
    expect(failures).toEqual([]);
    await stopped;
    await expect(fetch(`${server.url}/api/ready`)).rejects.toThrow();
  });
});
