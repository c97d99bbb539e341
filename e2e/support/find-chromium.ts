import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "@playwright/test";

export type FoundChromium = { path: string; source: string };
type Finder = { source: string; find: () => string | undefined };

const SYSTEM_PATH = "/usr/bin/chromium";

const FINDERS: readonly Finder[] = [
  { source: "CHROMIUM_PATH", find: () => present(process.env["CHROMIUM_PATH"]) },
  { source: "the system", find: () => present(SYSTEM_PATH) },
  { source: "Playwright", find: () => present(chromium.executablePath()) },
  { source: "Playwright, just installed", find: installByPlaywright },
  { source: "apt-get, just installed", find: installByApt },
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

/** Needs root and Debian's package manager. */
function installByApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  if (run("apt-get", ["update"])) run("apt-get", ["install", "-y", "chromium"]);
  return present(SYSTEM_PATH);
}

export function playwrightCli(): string {
  return createRequire(import.meta.url).resolve("@playwright/test/cli");
}

/** Quiet: a way that does not work here is no news, only that none did. */
function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
