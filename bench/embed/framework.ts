import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";

const NEXT_DIR = join(import.meta.dirname, "../../.next");
const BuildManifest = z.object({ rootMainFiles: z.array(z.string()) });

/** Gzipped bytes of what every page of any Next application loads: its runtime, React and the router. */
export function frameworkBytes(): number {
  const manifest = BuildManifest.parse(JSON.parse(readFileSync(join(NEXT_DIR, "build-manifest.json"), "utf8")));
  return manifest.rootMainFiles.reduce((sum, file) => sum + gzipSync(readFileSync(join(NEXT_DIR, file))).length, 0);
}
