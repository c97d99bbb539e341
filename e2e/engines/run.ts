import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { freePort } from "#lib/testing/server/free-port.ts";
import { ensureBuild } from "#tools/build-pages.ts";
import { startHost } from "../host/start-host.ts";
import { createBackend } from "../support/backend.ts";
import { startProviders } from "../support/providers.ts";
import { startStack } from "../support/stack.ts";
import type { Browser } from "./browser.ts";
import { startFirefox } from "./firefox.ts";
import { startGateway } from "./gateway.ts";
import { missingPackages } from "./install.ts";
import { JOURNEYS, type Journey } from "./journeys.ts";
import { startWebKit } from "./webkit.ts";

type World = Awaited<ReturnType<typeof startWorld>>;

/** `npm run e2e:engines [-- words of a journey's name]`: the journeys that matter, in Firefox and in WebKit. */
async function main(words: readonly string[]): Promise<number> {
  const missing = missingPackages();
  if (missing.length > 0) {
    process.stderr.write(`Missing: ${missing.join(", ")}. On Debian: apt-get install ${missing.join(" ")}\n`);
    return 1;
  }
  const journeys = JOURNEYS.filter(({ name }) => words.every((word) => name.includes(word)));
  await ensureBuild();
  const world = await startWorld();
  const display = await startDisplay();
  let failures = 0;
  for (const start of [startFirefox, () => startWebKit(display.name)]) {
    const browser = await start();
    process.stdout.write(`${browser.name} ${browser.version}\n`);
    for (const journey of journeys) failures += (await isGood(world, browser, journey)) ? 0 : 1;
    await browser.close();
  }
  display.stop();
  await world.stop();
  process.stdout.write(`${2 * journeys.length - failures} passed, ${failures} failed\n`);
  return failures === 0 ? 0 : 1;
}

async function startWorld() {
  const providers = await startProviders();
  let serverPort = 0;
  const gateway = await startGateway(await freePort(), () => serverPort);
  const stack = await startStack({ ...providers.variables, MESHES_PUBLIC_URL: gateway.url });
  serverPort = Number(new URL(stack.url).port);
  return {
    providers,
    gateway,
    stack,
    stop: async () => {
      await gateway.stop();
      await stack.stop();
      await providers.close();
    },
  };
}

/** Each journey has a customer and a host page of its own. */
async function isGood({ stack, gateway, providers }: World, browser: Browser, journey: Journey): Promise<boolean> {
  const startedAt = performance.now();
  providers.reset();
  const tenant = await stack.tenant();
  const host = await startHost({ ...tenant, port: 0, apiUrl: stack.url, embedOrigin: gateway.url });
  const backend = createBackend({ tenant, apiUrl: stack.url, hostUrl: host.url });
  const openHost = (query: string) => browser.open(`${host.url}/?role=admin&scopes=events.payload:read&${query}`);
  const ageLaunches = () => stack.sql`update sessions set launch_used_at = launch_used_at - interval '11 seconds'`;
  const problem = await journey.run({ browser, backend, gateway, openHost, ageLaunches }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  gateway.open();
  await browser.open("about:blank");
  await host.close();
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`  ${problem === undefined ? "✓" : "✘"} ${journey.name} (${seconds} s)\n`);
  if (problem !== undefined) process.stdout.write(`    ${problem.replaceAll("\n", "\n    ")}\n`);
  return problem === undefined;
}

/** A screen that nobody sees, on the first free number. */
async function startDisplay(): Promise<{ name: string; stop: () => void }> {
  const child = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1400x2100x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = await Promise.race([firstLine(child), once(child, "exit").then(() => undefined)]);
  if (number === undefined) throw new Error("Xvfb did not start");
  return { name: `:${number}`, stop: () => void child.kill() };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("Xvfb has no output");
  const [chunk]: unknown[] = await once(stdout, "data");
  return String(chunk).trim();
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
