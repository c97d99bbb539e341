import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { killPostgres } from "#lib/testing/server/kill-postgres.ts";
import { cleanUp, IS_ROOT, query, spawnServer, start, tempDir, until } from "../../../testing/postgres/test-harness.ts";
import { findPostgresProcesses, readPidFile } from "./processes.ts";
import { chooseRunAs } from "./system-user.ts";

afterEach(cleanUp);

async function expectRows(server: Awaited<ReturnType<typeof start>>, acknowledged: number): Promise<void> {
  const rows = await query(server, "SELECT id, body FROM acknowledged ORDER BY id");
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
  for (const { id, body } of rows) expect(body).toBe(createHash("sha256").update(String(id)).digest("hex"));
}

describe("kill -9 of the server", () => {
  test("the next start stops the orphan and finds every acknowledged row", async () => {
    const dataDir = tempDir();
    const killed = spawnServer(dataDir, "insert");
    await until(() => killed.acknowledged() >= 200);
    const oldSocketDir = realpathSync(join(dataDir, "socket"));
    killed.child.kill("SIGKILL");
    await killed.ended;
    const orphan = readPidFile(join(dataDir, "postgres"))?.pid;
    expect(findPostgresProcesses(join(dataDir, "postgres"))).toContain(orphan);

    const server = await start(dataDir);
    expect(server.ready).toMatchObject({ isCreated: false, orphansStopped: true });
    expect(findPostgresProcesses(join(dataDir, "postgres"))).not.toContain(orphan);
    expect(existsSync(oldSocketDir)).toBe(false);
    await expectRows(server, killed.acknowledged());
  });

  test("together with the postmaster: recovery finds every acknowledged row", async () => {
    const dataDir = join(tempDir(), "data");
    const killed = spawnServer(dataDir, "insert");
    await until(() => killed.acknowledged() >= 200);
    killed.child.kill("SIGKILL");
    killPostgres(join(dataDir, "postgres"));
    await killed.ended;
    await expectRows(await start(dataDir), killed.acknowledged());
  });

  test("leaves no lock behind, even when its pid now belongs to someone else", async () => {
    const dataDir = tempDir();
    const killed = spawnServer(dataDir, "idle");
    await until(killed.isReady);
    killed.child.kill("SIGKILL");
    await killed.ended;
    writeFileSync(join(dataDir, "server.pid"), `${process.pid}\n`);
    expect((await start(dataDir)).ready).toMatchObject({ orphansStopped: true });
  });
});

test("an uncaught exception of the server makes PostgreSQL shut down by itself", async () => {
  const dataDir = tempDir();
  const failed = spawnServer(dataDir, "throw");
  expect(await failed.ended).not.toBe(0);
  expect(failed.errors()).toContain("uncaught on purpose");
  await until(() => !existsSync(join(dataDir, "postgres/postmaster.pid")));
});

describe("kill -9 of the postmaster", () => {
  test("it is started again on the same socket and the warning tells", async () => {
    const dataDir = tempDir();
    const server = await start(dataDir);
    await query(server, "CREATE TABLE kept AS SELECT 42 AS answer");
    const killed = Number(readPidFile(join(dataDir, "postgres"))?.pid);
    process.kill(killed, "SIGKILL");
    await until(() => server.lines.some((line) => line.message === "PostgreSQL is running again"));
    expect(server.lines).toContainEqual(
      expect.objectContaining({
        level: "warn",
        fields: expect.objectContaining({ reason: "SIGKILL" }),
      }),
    );
    expect(await query(server, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  });

  test("a busy backend that outlives it does not hinder the new start", async () => {
    const dataDir = tempDir();
    const server = await start(dataDir);
    const busy = query(server, "SELECT count(*) FROM generate_series(1, 1000000000)").catch((error: unknown) => error);
    process.kill(Number(readPidFile(join(dataDir, "postgres"))?.pid), "SIGKILL");
    await until(() => server.lines.some((line) => line.message === "PostgreSQL is running again"));
    expect(await query(server, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await busy).toBeInstanceOf(Error);
  });

  test("stop right after it neither hangs nor leaves a process", async () => {
    const dataDir = tempDir();
    const server = await start(dataDir);
    process.kill(Number(readPidFile(join(dataDir, "postgres"))?.pid), "SIGKILL");
    await server.stop();
    await until(() => findPostgresProcesses(join(dataDir, "postgres")).length === 0);
  });
});

describe("a stale postmaster.pid", () => {
  test("that names another program's process does not hurt it and does not hinder the start", async () => {
    const dataDir = tempDir();
    await (await start(dataDir)).stop();
    const clusterDir = join(dataDir, "postgres");
    const innocent = spawn("sleep", ["60"], await chooseRunAs(clusterDir));
    try {
      writeFileSync(
        join(clusterDir, "postmaster.pid"),
        `${innocent.pid}\n/proc/self/cwd\n1\n5432\n/tmp\n\n  1 1\nready   \n`,
      );
      expect((await start(dataDir)).ready).toMatchObject({ orphansStopped: false });
      expect(innocent.signalCode ?? innocent.exitCode).toBe(null);
    } finally {
      innocent.kill("SIGKILL");
    }
  });

  test("that names the PostgreSQL of another folder does not hurt it", async () => {
    const other = tempDir();
    const otherServer = await start(other);
    const dataDir = tempDir();
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, "postgres/postmaster.pid"), readFileSync(join(other, "postgres/postmaster.pid")));
    expect((await start(dataDir)).ready).toMatchObject({ orphansStopped: false });
    expect(await query(otherServer, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(otherServer.lines.filter((line) => line.level === "warn")).toEqual([]);
  });
});

test.skipIf(!IS_ROOT)("PostgreSQL's processes run as a system user of their own (needs root)", async () => {
  const dataDir = tempDir();
  await start(dataDir);
  const pids = findPostgresProcesses(join(dataDir, "postgres"));
  const uids = pids.map((pid) => readFileSync(`/proc/${pid}/status`, "utf8").match(/^Uid:\s+(\d+)/m)?.[1]);
  const own = await chooseRunAs(join(dataDir, "none"));
  expect(own.uid).not.toBe(65_534);
  expect(new Set(uids)).toEqual(new Set([String(own.uid)]));
});
