import { chownSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { RunAs } from "./system-user.ts";

export const ROLE = "meshes";
export const DATABASE = "meshes";
export const SOCKET_PORT = 5432;

/** For a small server that shares its machine with Node; ingest is many small commits and some large batches. */
const DEFAULTS = {
  shared_buffers: "128MB",
  max_connections: "60",
  effective_cache_size: "512MB",
  random_page_cost: "1.1",
  // Large batches must neither wait for WAL buffers nor force checkpoints; kept segments are reused, not created anew.
  wal_buffers: "16MB",
  max_wal_size: "2GB",
  min_wal_size: "256MB",
  checkpoint_timeout: "10min",
  jit: "off",
  // Parallel workers need /dev/shm, of which a container has 64 MB, and the cores are Node's too.
  max_parallel_workers_per_gather: "0",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  log_checkpoints: "off",
  // Statements and the details of errors hold customers' data, and the last lines may reach our log.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

const WITHOUT_FSYNC = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
const WITH_FSYNC = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };

export type ServerSettings = Record<string, string>;

/** `settings` wins over our defaults, but cannot open the server to the network. */
export function serverSettings(
  settings: ServerSettings,
  options: { socketDir: string; hasFsync: boolean },
): ServerSettings {
  return {
    ...DEFAULTS,
    ...(options.hasFsync ? WITH_FSYNC : WITHOUT_FSYNC),
    ...settings,
    listen_addresses: "",
    port: String(SOCKET_PORT),
    unix_socket_directories: options.socketDir,
    unix_socket_permissions: "0700",
    // Log lines are read from stderr.
    logging_collector: "off",
    log_destination: "stderr",
  };
}

/**
 * PostgreSQL is started inside its folder. This link leads there without the ancestors, so they may be closed to the
 * user it runs as (a project below /root) and the path may be of any length.
 */
export function dataDirArgument(clusterDir: string): string {
  return process.platform === "linux" ? "/proc/self/cwd" : clusterDir;
}

const MAP = "meshes";
const HBA = `local all ${ROLE} peer map=${MAP}\n`;

/**
 * Who may log in, decided by the kernel's word on who has opened the socket (peer): our own system user and root, and
 * only as the application's role. Nobody is a superuser over a connection, not even PostgreSQL's own system user.
 * Written at every start, before PostgreSQL reads it.
 */
export function writeAuthentication(clusterDir: string, { uid, gid }: RunAs, alsoAdmits: readonly string[]): void {
  const users = new Set(["root", userInfo().username, ...alsoAdmits]);
  const idents = [...users].map((user) => `${MAP} "${user}" ${ROLE}\n`).join("");
  for (const [name, text] of [
    ["pg_hba.conf", HBA],
    ["pg_ident.conf", idents],
  ] as const) {
    const path = join(clusterDir, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  }
}
