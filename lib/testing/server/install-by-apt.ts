import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Installs a package of Debian where that is possible: it needs root and apt-get. Says whether it did. */
export function installByApt(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  return run("apt-get", ["update"]) && run("apt-get", ["install", "-y", "--no-install-recommends", name]);
}

/** Quiet: a way that does not work here is no news, only that none did. */
export function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
