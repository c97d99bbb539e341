import { spawn, type ChildProcess } from "node:child_process";
import { ensureBuild } from "#tools/build-pages.ts";
import { findChromium, playwrightCli } from "./support/find-chromium.ts";

const HELP =
  "No Chromium found: install one (`npx playwright install chromium`, or Debian's package `chromium`) or set CHROMIUM_PATH.";

/** `npm run e2e [-- arguments of Playwright]`: finds or installs a browser, builds the pages, runs the tests. */
async function main(): Promise<number> {
  const found = findChromium();
  if (found === undefined) {
    process.stderr.write(`${HELP}\n`);
    return 1;
  }
  process.stdout.write(`Chromium from ${found.source}: ${found.path}\n`);
  await ensureBuild();
  const env = { ...process.env, PLAYWRIGHT_CHROMIUM: found.path };
  const args = [playwrightCli(), "test", ...process.argv.slice(2)];
  // In a process group of its own, so that a Ctrl-C reaches it once and by us: at a second one Playwright drops everything.
  return waitForExit(spawn(process.execPath, args, { env, stdio: "inherit", detached: true }));
}

function waitForExit(child: ChildProcess): Promise<number> {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (!isStopping) child.kill("SIGINT");
      isStopping = true;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 130));
  });
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
