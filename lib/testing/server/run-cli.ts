import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { testVariables } from "./test-env.ts";

const SCRIPT = fileURLToPath(new URL("../../server/cli/main.ts", import.meta.url));

export type CliResult = { code: number | NodeJS.Signals; stdout: string; stderr: string };
export type RunningCli = {
  pid: number;
  send(signal: NodeJS.Signals): void;
  /** Reads nothing of what it prints any more. */
  closeOutput(): void;
  result: Promise<CliResult>;
};

/** Starts the command line as a process of its own, without a terminal. A variable given as "" is not set. */
export function startCli(args: readonly string[], variables: Record<string, string>): RunningCli {
  const env = {
    NODE_ENV: "production" as const,
    PATH: process.env["PATH"],
    // Most of a command's time is the loading of its modules.
    NODE_COMPILE_CACHE: join(tmpdir(), "meshes-compile-cache"),
    ...testVariables(variables),
  };
  const child = spawn(process.execPath, [SCRIPT, ...args], { cwd: tmpdir(), env, stdio: ["ignore", "pipe", "pipe"] });
  if (child.pid === undefined) throw new Error("The command did not start");
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const result = new Promise<CliResult>((resolve) =>
    child.once("close", (code, signal) => resolve({ code: signal ?? code ?? -1, stdout, stderr })),
  );
  return {
    pid: child.pid,
    send: (signal) => void child.kill(signal),
    closeOutput: () => child.stdout.destroy(),
    result,
  };
}

export function runCli(args: readonly string[], variables: Record<string, string>): Promise<CliResult> {
  return startCli(args, variables).result;
}
