import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { FIREFOX } from "./firefox.ts";
import { MINI_BROWSER, WEBKIT_DRIVER } from "./webkit.ts";

/** Debian's packages, each with a file that it brings. */
const PACKAGES: Record<string, string> = {
  "firefox-esr": FIREFOX,
  "webkit2gtk-driver": WEBKIT_DRIVER,
  "libwebkit2gtk-4.1-0": MINI_BROWSER,
  xvfb: "/usr/bin/Xvfb",
};

/** Installs what is missing where that is possible (Debian, root), and answers with what is still missing. */
export function missingPackages(): string[] {
  if (missing().length > 0 && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stdout.write(`Installing ${missing().join(", ")}\n`);
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", ...missing()]);
  }
  return missing();
}

function missing(): string[] {
  return Object.keys(PACKAGES).filter((name) => !existsSync(PACKAGES[name] ?? ""));
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
