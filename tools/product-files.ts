import { execFileSync } from "node:child_process";

const PLACES = ["app", "components", "lib", "packages", "instrumentation-client.ts"];

/** The code that runs: in the server, in the workspace, and in what hosts take from us. Sorted. */
export function productFiles(): string[] {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...PLACES], {
    encoding: "utf8",
  });
  return files
    .split("\n")
    .filter((file) => /\.(?:ts|tsx|js)$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
    .toSorted();
}
