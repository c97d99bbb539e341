import { spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { installByApt } from "./install-by-apt.ts";
import { until } from "./until.ts";

export type PoolMode = "session" | "transaction";
type Server = { host: string; port: number; user: string; password?: string | undefined };
export type Pgbouncer = { mode: PoolMode; port: number; stop(): Promise<void> };

const PATHS = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer", "/usr/local/bin/pgbouncer"];
const HELP =
  "PgBouncer is missing, which these tests need: install it (Debian's package `pgbouncer`, `brew install pgbouncer`) or set PGBOUNCER_PATH.";

/** A PgBouncer to test with: the one of PGBOUNCER_PATH, the system's, or one that is installed now. */
function findPgbouncer(): string {
  const find = () => [process.env["PGBOUNCER_PATH"] ?? "", ...PATHS].find((path) => path !== "" && existsSync(path));
  const found = find() ?? (installByApt("pgbouncer") ? find() : undefined);
  if (found === undefined) throw new Error(HELP);
  return found;
}

/** A real PgBouncer before the PostgreSQL of this socket folder. */
export async function startPgbouncer(mode: PoolMode, server: Server): Promise<Pgbouncer> {
  const path = findPgbouncer();
  const port = await freePort("127.0.0.1");
  const dir = mkdtempSync(join(tmpdir(), "meshes-pgbouncer-"));
  const file = join(dir, "pgbouncer.ini");
  writeFileSync(file, settings(mode, port, server));
  const runAs = chooseRunAs(server.host);
  if (runAs !== undefined) for (const made of [dir, file]) chownSync(made, runAs.uid, runAs.gid);
  const child = spawn(path, [file], { ...runAs, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await answering(child, port);
  return {
    mode,
    port,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** As strict as it comes: it refuses every parameter at the start of a session that it does not know. */
function settings(mode: PoolMode, port: number, server: Server): string {
  const password = server.password === undefined ? "" : ` password=${server.password}`;
  // Fewer connections than clients where those can be shared, so that what one leaves behind reaches another.
  const poolSize = mode === "transaction" ? 8 : 100;
  return `[databases]
* = host=${server.host} port=${server.port} user=${server.user}${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${poolSize}
max_client_conn = 1000
`;
}

/** It refuses to run as root, and must reach the socket. */
function chooseRunAs(socketDir: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(socketDir);
  return { uid, gid };
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  let output = "";
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await until("PgBouncer to listen", () => {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${output}`);
    return canConnect(port);
  });
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
