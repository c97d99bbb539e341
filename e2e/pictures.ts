import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser } from "@playwright/test";
import { ensureBuild } from "#tools/build-pages.ts";
import { startHost } from "./host/start-host.ts";
import { createBackend } from "./support/backend.ts";
import { findChromium } from "./support/find-chromium.ts";
import { launchOptions } from "./support/launch-options.ts";
import { startMailProviders } from "./support/mail-providers.ts";
import { hostUrl, openHost } from "./support/open-host.ts";
import { startProviders } from "./support/providers.ts";
import type { Scene, Stage } from "./support/scene.ts";
import { scenes } from "./support/scenes.ts";
import { startStack, type Stack } from "./support/stack.ts";

const WIDTHS = [360, 1280];
const THEMES = ["light", "dark"] as const;
const AT_A_TIME = 3;

type Set = { stage: Stage; hostOrigin: string; close(): Promise<void> };
type Look = { theme: (typeof THEMES)[number]; width: number };

/** `node e2e/pictures.ts <folder> [part of a name...]`: every page and state, in both themes and two widths, for people to look at. */
async function main([folder = "pictures", ...names]: string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await ensureBuild();
  const providers = await startProviders();
  const mail = await startMailProviders();
  const stack = await startStack({ MESHES_RETRY_SCHEDULE: "5s,20m,1h", ...providers.variables, ...mail.variables });
  const browser = await chromium.launch({ ...launchOptions, ...executable() });
  const sets = {
    empty: await build(stack, "empty"),
    well: await build(stack, "well"),
    full: await build(stack, "full"),
  };
  const jobs = scenes
    .flatMap((scene) => WIDTHS.flatMap((width) => THEMES.map((theme) => ({ scene, look: { theme, width } }))))
    .filter(({ scene, look }) => names.length === 0 || names.some((part) => fileName(scene, look).includes(part)));
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift())
        await picture(browser, sets[job.scene.stage], job.scene, job.look, folder);
    }),
  );
  await browser.close();
  for (const set of Object.values(sets)) await set.close();
  await stack.stop();
  await providers.close();
  await mail.close();
}

function fileName({ name }: Scene, { theme, width }: Look): string {
  return `${name}-${theme}-${width}`;
}

function executable() {
  const path = findChromium()?.path;
  return path === undefined ? {} : { executablePath: path };
}

async function picture(
  browser: Browser,
  { stage, hostOrigin }: Set,
  scene: Scene,
  { theme, width }: Look,
  folder: string,
): Promise<void> {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width: width + 40, height: 900 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const file = fileName(scene, { theme, width });
  try {
    await scene.arrange?.(page, stage);
    const host = await openHost(page, hostUrl(hostOrigin, { role: "admin", ...scene.query }));
    await host.iframe.evaluate((frame, px) => {
      document.body.style.visibility = "hidden";
      Object.assign(frame.style, {
        visibility: "visible",
        position: "absolute",
        top: "0",
        left: "0",
        width: `${px}px`,
      });
    }, width);
    await scene.act(host.workspace, host, stage);
    await page.setViewportSize({ width: width + 40, height: await host.settle() });
    await host.settle();
    await host.iframe.screenshot({ path: join(folder, `${file}.png`), animations: "disabled", scale: "css" });
  } catch (error) {
    process.stderr.write(`${file}: ${String(error).split("\n").slice(0, 6).join(" ")}\n`);
    await page.screenshot({ path: join(folder, `${file}-FAILED.png`) });
  } finally {
    await context.close();
  }
}

async function build(stack: Stack, kind: Stage["kind"]): Promise<Set> {
  const tenant = await stack.tenant();
  const host = await startHost({ ...tenant, port: 0, apiUrl: stack.url });
  const backend = createBackend({ tenant, apiUrl: stack.url, hostUrl: host.url });
  const stage: Stage = { kind, backend, events: {} };
  if (kind !== "empty") await backend.demo();
  if (kind === "well") await backend.emitMany(7);
  if (kind === "full") await fill(stage);
  return { stage, hostOrigin: host.url, close: () => host.close() };
}

async function fill({ backend, events }: Stage): Promise<void> {
  const failing = await backend.connect("Accounting export of the Linden Street workshop", "/receiver?mode=500");
  const refusing = await backend.connect("CRM hook", "/receiver?mode=422");
  const gone = await backend.connect("Newsletter", "/receiver?mode=410");
  await backend.rule({ event: "invoice.paid", connection: failing });
  await backend.rule({ event: "contact.created", connection: refusing });
  await backend.rule({
    event: "newsletter.subscribed",
    connection: gone,
    resource: "shop",
    resource_id: "linden-street",
  });
  await backend.emitMany(60, { resource: "shop", resource_id: "harbour-yard" });
  const shop = { resource: "shop", resource_id: "linden-street" };
  events["delivered"] = await backend.emit({ ...shop, event: "repair.completed" });
  events["unmatched"] = await backend.emit({
    event: "workshop.floor_swept_with_a_rather_long_name_of_the_event_that_does_not_fit",
  });
  events["failed"] = await backend.emit({ event: "contact.created", ...shop });
  events["mixed"] = await backend.emit({ event: "invoice.paid", ...shop });
  const first = await backend.emit({ event: "newsletter.subscribed", ...shop });
  await backend.reached(events["failed"], "failed");
  await backend.reached(first, "retrying");
  events["waiting"] = await backend.emit({ event: "newsletter.subscribed", ...shop });
  await backend.reached(events["mixed"], "retrying");
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
