import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "@playwright/test";
import { installByApt, run } from "#lib/testing/server/install-by-apt.ts";

export type FoundChromium = { path: string; source: string };
type Finder = { source: string; find: () => string | undefined };

const SYSTEM_PATH = "/usr/bin/chromium";

const FINDERS: readonly Finder[] = [
  { source: "CHROMIUM_PATH", find: () => present(process.env["CHROMIUM_PATH"]) },
  { source: "the system", find: () => present(SYSTEM_PATH) },
  { source: "Playwright", find: () => present(chromium.executablePath()) },
  { source: "Playwright, just installed", find: installByPlaywright },
  { source: "apt-get, just installed", find: installBySystem },
];

/** A Chromium to test with: one that is there, else one that can be installed. The first of the list wins. */
export function findChromium(): FoundChromium | undefined {
  for (const { source, find } of FINDERS) {
    const path = find();
    if (path !== undefined) return { path, source };
  }
  return undefined;
}

function present(path: string | undefined): string | undefined {
  return path !== undefined && path !== "" && existsSync(path) ? path : undefined;
}

function installByPlaywright(): string | undefined {
  run(process.execPath, [playwrightCli(), "install", "chromium"]);
  return present(chromium.executablePath());
}

function installBySystem(): string | undefined {
  return installByApt("chromium") ? present(SYSTEM_PATH) : undefined;
}

export function playwrightCli(): string {
  return createRequire(import.meta.url).resolve("@playwright/test/cli");
}
