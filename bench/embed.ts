import type { Browser } from "@playwright/test";
import { launchBrowser } from "./embed/browser.ts";
import { openEmpty, startFloor } from "./embed/floor.ts";
import { frameworkBytes } from "./embed/framework.ts";
import { openNested, openPage, type Navigated, type Opened } from "./embed/open-page.ts";
import { LAUNCH_PAGES, NESTED_PAGES } from "./embed/pages.ts";
import {
  launchTable,
  launchTargets,
  nestedTable,
  nestedTarget,
  referenceTable,
  type Launched,
  type Nested,
} from "./embed/tables.ts";
import { startWorkspace, type Workspace } from "./embed/workspace.ts";
import type { BenchContext, Benchmark } from "./lib/benchmark.ts";
import { openDatabases } from "./lib/databases.ts";
import { describeMachine } from "./lib/machine.ts";
import { median } from "./lib/summary.ts";

const SLOW_DOWN = 4;
const RUNS = 5;

/** What the workspace costs in a browser: JavaScript, and time to the first data. */
export const embed: Benchmark = async (bench) => {
  const databases = await openDatabases(bench);
  bench.note("starting the server, the host page and the browser");
  const workspace = await startWorkspace(bench, databases);
  const floorUrl = await startFloor(bench);
  const browser = await launchBrowser(bench);
  bench.note("opening pages");
  const floorMs = median(await repeat(() => openEmpty(browser, floorUrl, SLOW_DOWN)));
  const launched = await measureLaunched(bench, browser, workspace);
  const nested = await measureNested(bench, browser, workspace);
  const framework = frameworkBytes();
  return {
    machine: `${describeMachine(databases.version)} · Chromium ${browser.version()}`,
    tables: [launchTable(launched), nestedTable(nested), referenceTable(floorMs, framework)],
    notes: NOTES,
    results: { launched, nested },
    reference: { empty_frame_ms: floorMs, framework_bytes: framework },
    targets: [...launched.flatMap(launchTargets), ...nested.map(nestedTarget)],
  };
};

const NOTES = [
  "Script sizes are the gzipped responses that the frame really loaded, 1 kB = 1,000 bytes, with an empty cache.",
  "'Own' is what came before the page looked ahead at others; 'settled' adds what it fetched ahead for the pages behind its links.",
  `Times: click in the host page (which then asks its backend for a session) to the first data row painted in the frame, ` +
    `host and frame slowed down ${SLOW_DOWN}x, local network, median of ${RUNS}.`,
  "Pages behind a link are reached by that link from a settled page; 'adds' is what they load beyond it.",
];

async function measureLaunched(bench: BenchContext, browser: Browser, workspace: Workspace): Promise<Launched[]> {
  const all: Launched[] = [];
  for (const page of LAUNCH_PAGES) {
    bench.note(page.name);
    const runs = await repeat(() => openPage(browser, workspace, page, SLOW_DOWN));
    const of = (key: keyof Opened) => median(runs.map((run) => run[key]));
    all.push({ name: page.name, opened: { ms: of("ms"), ownBytes: of("ownBytes"), settledBytes: of("settledBytes") } });
  }
  return all;
}

async function measureNested(bench: BenchContext, browser: Browser, workspace: Workspace): Promise<Nested[]> {
  const all: Nested[] = [];
  for (const page of NESTED_PAGES) {
    bench.note(page.name);
    const runs = await repeat(() => openNested(browser, workspace, page, SLOW_DOWN));
    const of = (key: keyof Navigated) => median(runs.map((run) => run[key]));
    all.push({
      name: page.name,
      navigated: { ms: of("ms"), addedBytes: of("addedBytes"), totalBytes: of("totalBytes") },
    });
  }
  return all;
}

async function repeat<T>(run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let count = 0; count < RUNS; count += 1) results.push(await run());
  return results;
}
