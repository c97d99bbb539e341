import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, IS_ROOT, query, spawnServer, start, tempDir, until } from "../../../testing/postgres/test-harness.ts";

afterEach(cleanUp);

describe("start", () => {
  test("creates the cluster and answers queries as an ordinary role", async () => {
    const dataDir = join(tempDir(), "new/data");
    const server = await start(dataDir);
    expect(server.ready).toMatchObject({
      dataDir,
      isCreated: true,
      orphansStopped: false,
      version: expect.stringMatching(/^18\./),
    });
    const [row] = await query(
      server,
      "SELECT current_user, current_database(), rolsuper FROM pg_roles WHERE rolname = current_user",
    );
    expect(row).toEqual({ current_user: "meshes", current_database: "meshes", rolsuper: false });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  test("is durable, listens on no port, and sorts by Unicode whatever the system's locale", async () => {
    const server = await start(tempDir());
    const names = [
      "fsync",
      "synchronous_commit",
      "full_page_writes",
      "data_checksums",
      "listen_addresses",
      "server_encoding",
    ];
    const settings = names.map((name) => `current_setting('${name}') AS ${name}`).join(", ");
    const rows = await query(
      server,
      `SELECT ${settings}, upper('äé') AS upper, datlocale FROM pg_database WHERE datname = 'meshes'`,
    );
    const durable = {
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      data_checksums: "on",
    };
    expect(rows).toEqual([
      {
        ...durable,
        listen_addresses: "",
        server_encoding: "UTF8",
        upper: "ÄÉ",
        datlocale: "C.UTF-8",
      },
    ]);
  });

  test("keeps the data from one start to the next", async () => {
    const dataDir = tempDir();
    const first = await start(dataDir);
    await query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.stop();
    const second = await start(dataDir);
    expect(second.ready).toMatchObject({ isCreated: false, orphansStopped: false });
    expect(await query(second, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  });

  test("begins anew after a kill in the middle of the first start", async () => {
    const dataDir = tempDir();
    const killed = spawnServer(dataDir, "idle");
    await until(() => readdirSync(dataDir).some((name) => existsSync(join(dataDir, name, "PG_VERSION"))));
    killed.child.kill("SIGKILL");
    await killed.ended;
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
    const server = await start(dataDir);
    expect(server.ready).toMatchObject({ isCreated: true });
    expect(readdirSync(dataDir).toSorted()).toEqual(["postgres", "server.lock", "server.pid", "socket"]);
  });

  test("works in a folder whose path is longer than a socket's may be", async () => {
    const server = await start(join(tempDir(), ...Array.from({ length: 12 }, () => "a-rather-long-folder-name")));
    expect(await query(server, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test.skipIf(!IS_ROOT)("works for root below a folder that PostgreSQL's user cannot enter (needs root)", async () => {
    const parent = tempDir();
    chmodSync(parent, 0o700);
    mkdirSync(join(parent, "data"), { mode: 0o700 });
    const first = await start(join(parent, "data"));
    await query(first, "CREATE TABLE kept AS SELECT 7 AS answer");
    await first.stop();
    expect(await query(await start(join(parent, "data")), "SELECT answer FROM kept")).toEqual([{ answer: 7 }]);
  });
});

describe("stop", () => {
  test("can be called twice and leaves nothing running or lying about", async () => {
    const dataDir = tempDir();
    const server = await start(dataDir);
    await Promise.all([server.stop(), server.stop()]);
    expect(existsSync(server.connection.host)).toBe(false);
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
    expect(readdirSync(dataDir).toSorted()).toEqual(["postgres", "server.lock"]);
  });

  test("is in order when a terminal's Ctrl-C reaches the whole process group", async () => {
    const dataDir = tempDir();
    const { child, isReady, ended } = spawnServer(dataDir, "idle");
    await until(isReady);
    process.kill(-Number(child.pid), "SIGINT");
    expect(await ended).toBe(0);
    expect((await start(dataDir)).ready).toMatchObject({ orphansStopped: false });
  });
});
