import { fork, type ChildProcess, type ForkOptions } from "node:child_process";
import type { z } from "zod";

const STOP_MS = 20_000;
const OUTPUT_CHARS_MAX = 8_000;

export type ChildOptions = { cwd?: string; env?: NodeJS.ProcessEnv; execArgv?: string[] };

export type Child = {
  pid: number;
  send(message: object | string): void;
  /** The child's next message; rejects with the child's last output when it ends instead. */
  next<S extends z.ZodType>(schema: S): Promise<z.output<S>>;
  /** Rejects when the child ends; never resolves. */
  ended: Promise<never>;
  stop(): Promise<void>;
};

/** A module as a process; one of ours gets `input` as JSON. */
export function startChild(moduleUrl: string, input: object, options: ChildOptions = {}): Child {
  return watch(fork(new URL(moduleUrl), [JSON.stringify(input)], optionsOf(options)), moduleUrl);
}

/** In a process group of its own, so that Ctrl-C reaches us alone and everything is stopped in order. */
function optionsOf({ execArgv = [], ...rest }: ChildOptions): ForkOptions {
  return { ...rest, execArgv, detached: true, serialization: "advanced", stdio: ["ignore", "pipe", "pipe", "ipc"] };
}

function watch(child: ChildProcess, name: string): Child {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-OUTPUT_CHARS_MAX)));
  }
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
  });
  const ended = exited.then((reason) => Promise.reject(new Error(`${name} ended: ${reason}\n${output}`)));
  ended.catch(() => undefined);
  const message = () => new Promise<unknown>((resolve) => child.once("message", resolve));
  return {
    pid: child.pid ?? 0,
    send: (value) => void child.send(value),
    next: async (schema) => schema.parse(await Promise.race([message(), ended])),
    ended,
    stop: async () => {
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      child.kill("SIGTERM");
      await exited;
      clearTimeout(timer);
    },
  };
}
