import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { freePort } from "#lib/testing/server/free-port.ts";
import { testVariables } from "#lib/testing/server/test-env.ts";

type Names = { organization: string; workspace: string };
type Question =
  | { kind: "tenant"; names: Names }
  | { kind: "launch"; sessionId: string; expiresAt: number }
  | { kind: "sql"; parts: readonly string[]; values: readonly unknown[] };
export type StackCall = { id: number; question: Question };
export type StackReply = { id: number; value?: unknown; error?: string };

export type Stack = {
  /** Origin of server and workspace. */
  url: string;
  tenant(names?: Names): Promise<Tenant>;
  /** The session's launch token as it would be with this expiry (milliseconds since 1970). */
  launchToken(sessionId: string, expiresAt: number): Promise<string>;
  /** Runs SQL in the server's database, to move times that a test cannot wait for. */
  sql(parts: TemplateStringsArray, ...values: unknown[]): Promise<unknown>;
  stop(): Promise<void>;
};

const START_MS = 60_000;
/** The first retry comes soon enough to wait for, the second late enough to ask for it by hand. */
const RETRY_SCHEDULE = "4s,40s,2m";

/** The whole product in production mode with its own database, on `localhost`: another site than the hosts on `127.0.0.1`. */
export async function startStack(variables: Record<string, string> = {}): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), "meshes-e2e-"));
  // The address of the workspace stands in the server's settings.
  const port = await freePort();
  const env = testVariables({
    PORT: String(port),
    MESHES_HOST: "localhost",
    MESHES_DATA_DIR: dataDir,
    MESHES_RETRY_SCHEDULE: RETRY_SCHEDULE,
    MESHES_LOG_LEVEL: "error",
    DATABASE_URL: "",
    ...variables,
  });
  const child = fork(join(import.meta.dirname, "stack-server.ts"), [], {
    env: { ...process.env, ...env },
    execArgv: [],
  });
  const pending = listen(child);
  await started(child, pending);
  let lastId = 0;
  const ask = (question: Question) => {
    const id = ++lastId;
    const answer = Promise.withResolvers<unknown>();
    pending.set(id, answer);
    child.send({ id, question } satisfies StackCall);
    return answer.promise;
  };
  return {
    url: `http://localhost:${port}`,
    tenant: async (names = { organization: "Sprocketry", workspace: "Linden Street Cycles" }) =>
      (await ask({ kind: "tenant", names })) as Tenant,
    launchToken: async (sessionId, expiresAt) => (await ask({ kind: "launch", sessionId, expiresAt })) as string,
    sql: (parts, ...values) => ask({ kind: "sql", parts, values }),
    stop: () => stopped(child),
  };
}

type Pending = Map<number, PromiseWithResolvers<unknown>>;

function listen(child: ChildProcess): Pending {
  const pending: Pending = new Map([[0, Promise.withResolvers<unknown>()]]);
  child.on("message", ({ id, value, error }: StackReply) => {
    const answer = pending.get(id);
    pending.delete(id);
    if (error === undefined) answer?.resolve(value);
    else answer?.reject(new Error(error));
  });
  child.once("exit", (code) => {
    for (const answer of pending.values()) answer.reject(new Error(`The server ended with ${code}`));
  });
  return pending;
}

async function started(child: ChildProcess, pending: Pending): Promise<void> {
  const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
  await pending.get(0)?.promise;
  clearTimeout(timer);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
