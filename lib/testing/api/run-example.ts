import { spawn } from "node:child_process";
import { join } from "node:path";

export type ExampleResult = { exitCode: number | null; stdout: string; stderr: string; statuses: number[] };

const TIMEOUT_MS = 20_000;

/** The reader's own curl, quiet, and telling its status on the side. */
const PRELUDE = `curl() { command curl --silent --show-error --max-time 15 --write-out '%{stderr}status:%{http_code}\\n' "$@"; }\n`;

/** Runs a block as a reader would: bash with the real curl, or Node on a file of its own. */
export function runExample(
  language: "bash" | "js",
  code: string,
  options: { folder: string; file: string; variables: Record<string, string> },
): Promise<ExampleResult> {
  const [command, args] =
    language === "bash"
      ? ["bash", ["-euo", "pipefail", "-c", PRELUDE + code]]
      : [process.execPath, [join(options.folder, options.file)]];
  const child = spawn(command, args, {
    cwd: options.folder,
    env: { NODE_ENV: "production", PATH: process.env["PATH"], ...options.variables },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: TIMEOUT_MS,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => {
      const statuses = [...stderr.matchAll(/^status:(\d+)$/gm)].map((match) => Number(match[1]));
      resolve({ exitCode, stdout, stderr, statuses });
    });
  });
}
