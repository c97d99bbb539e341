import { spawn } from "node:child_process";
import { once } from "node:events";
import { until } from "../server/until.ts";

export type ServedExample = { url: string; output(): string; stop(): Promise<void> };

/** Runs an example that serves, on the port that it takes from `PORT`, until it answers. */
export async function serveExample(
  file: string,
  folder: string,
  variables: Record<string, string>,
  port: number,
): Promise<ServedExample> {
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: { NODE_ENV: "production", PATH: process.env["PATH"], ...variables, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  try {
    await until(`${file} to answer`, () => {
      if (child.exitCode !== null) throw new Error(`${file} ended: ${output}`);
      return fetch(url).then(
        () => true,
        () => undefined,
      );
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, output: () => output, stop };
}
