import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Health } from "#lib/contracts/health.ts";
import { createProgram } from "#lib/server/cli/program.ts";
import { createShell } from "#lib/server/cli/shell.ts";
import { VERSION } from "#lib/server/runtime/version.ts";
import { startTestServer } from "#lib/testing/server/test-server.ts";

type Manifest = { name: string; version: string };
const parse = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8"));

it("the API, its document, the command line and the lock say the version of package.json", async () => {
  const { version } = parse<Manifest>("package.json");
  const server = await startTestServer();
  const health = Health.parse(await (await fetch(`${server.url}/api/health`)).json());
  await server.close();
  const said = {
    runtime: VERSION,
    health: health.version,
    document: parse<{ info: Manifest }>("docs/openapi.json").info.version,
    commandLine: createProgram(createShell(new AbortController().signal)).version(),
    lock: parse<Manifest>("package-lock.json").version,
  };
  expect(said).toEqual(Object.fromEntries(Object.keys(said).map((name) => [name, version])));
});

it("the packages that hosts install have the version of the server that they are made for", () => {
  const { version, ...root } = parse<Manifest & { devDependencies: Record<string, string> }>("package.json");
  const packages = globSync("packages/*/package.json").map((file) => parse<Manifest>(file));
  expect(packages.map(({ name }) => name)).toEqual(["@meshes/embed"]);
  for (const own of packages) {
    expect(own.version, own.name).toBe(version);
    expect(root.devDependencies[own.name], own.name).toBe(version);
  }
});
