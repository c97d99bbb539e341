import { createLog } from "#lib/server/runtime/log.ts";
import { createStopper, type Stopper } from "#lib/server/runtime/stopper.ts";
import { ensureBuild } from "#tools/build-pages.ts";
import { BENCHMARKS, isBenchmark } from "./lib/benchmarks.ts";
import { readOptions, type Options } from "./lib/options.ts";
import { printReport } from "./lib/print-report.ts";

const HELP = `npm run bench -- <name> [--seconds N]

${Object.entries(BENCHMARKS)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}

--seconds (or BENCH_SECONDS) shortens a run while developing; the targets are meant for the default length.
DATABASE_URL uses that server, in databases of our own, instead of an embedded PostgreSQL in a temporary folder.
The last line is one JSON object. Exit code 0: every target holds; 1: one does not; 2: it could not be measured.
`;

const log = createLog("error");
const stopper = createStopper(log);

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.isHelp) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!isBenchmark(options.name)) {
    process.stderr.write(`No benchmark '${options.name ?? ""}'. There are: ${Object.keys(BENCHMARKS).join(", ")}\n`);
    return 2;
  }
  stopOnSignal();
  return run(options.name, options, stopper);
}

async function run(name: keyof typeof BENCHMARKS, options: Options, stop: Stopper): Promise<number> {
  await ensureBuild();
  const measure = await BENCHMARKS[name].load();
  const note = (text: string) => void process.stderr.write(`${name}: ${text}\n`);
  const report = await measure({ ...options, log, stopper: stop, note });
  await stop.stop();
  return printReport(name, report) ? 0 : 1;
}

function stopOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      process.stderr.write("Stopping everything\n");
      void stopper.stop().then(() => process.exit(130));
    });
  }
}

async function fail(error: unknown): Promise<void> {
  // What we stop on a signal fails where it is waited for; that is no news.
  if (!stopper.isStopping()) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  await stopper.stop();
  process.exit(process.exitCode ?? 2);
}

try {
  process.exitCode = await main();
} catch (error) {
  await fail(error);
}
