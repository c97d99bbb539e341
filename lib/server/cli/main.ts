import { readEnvFile } from "#lib/server/runtime/env-file.ts";
import { CommandError, describeError } from "./describe-error.ts";
import { createProgram, isHelp, commandPath } from "./program.ts";
import { createShell } from "./shell.ts";

/** Some versions of npm pass on a Ctrl-C that the terminal has sent already; a person's second one comes later. */
const SECOND_SIGNAL_MS = 500;
const STOP_MS_MAX = 10_000;
const SIGNALS = { SIGINT: 130, SIGTERM: 143 };

const interruption = new AbortController();
let interruptedAt: number | undefined;

for (const [signal, exitCode] of Object.entries(SIGNALS)) {
  process.on(signal, () => {
    const isSecond = interruptedAt !== undefined && performance.now() - interruptedAt > SECOND_SIGNAL_MS;
    if (isSecond) process.exit(exitCode);
    if (interruptedAt !== undefined) return;
    interruptedAt = performance.now();
    process.exitCode = exitCode;
    interruption.abort(new CommandError("Interrupted", "Interrupted"));
    setTimeout(() => process.exit(exitCode), STOP_MS_MAX).unref();
  });
}

// Whoever reads may stop early (`| head`): the command ends in order, and says no more.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (!("code" in error && error.code === "EPIPE")) throw error;
  });
}

async function main(args: readonly string[]): Promise<void> {
  const program = createProgram(createShell(interruption.signal));
  try {
    readEnvFile();
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (isHelp(error)) return;
    fail(error, args, commandPath(program, args));
  }
}

function fail(error: unknown, args: readonly string[], path: string): void {
  const { exitCode, ...described } = describeError(interruption.signal.aborted ? interruption.signal.reason : error);
  process.exitCode ??= exitCode;
  if (args.includes("--json")) return void process.stdout.write(`${JSON.stringify({ error: described }, null, 2)}\n`);
  const hint = described.name === "Usage" ? ` (see: npm run meshes -- ${path}--help)` : "";
  process.stderr.write(`${described.message}${hint}\n`);
}

await main(process.argv.slice(2));
