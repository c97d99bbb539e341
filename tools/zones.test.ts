import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "meshes-zones-"));

const CONFIG = JSON.parse(readFileSync(join(ROOT, ".oxlintrc.json"), "utf8"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every folder and what it must not know of, by one import that is wrong. */
const WRONG: readonly (readonly [file: string, imported: string])[] = [
  ["lib/server/runtime/planted.ts", "../db/x.ts"],
  ["lib/server/runtime/addresses/planted.ts", "#lib/server/egress/x.ts"],
  ["lib/server/egress/planted.ts", "#lib/server/db/x.ts"],
  ["lib/server/db/planted.ts", "#lib/server/engine/queue/x.ts"],
  ["lib/server/db/schema/planted.ts", "../../domain/events/x.ts"],
  ["lib/server/providers/slack/planted.ts", "#lib/server/db/x.ts"],
  ["lib/server/providers/kit/planted.ts", "../../engine/worker/x.ts"],
  ["lib/server/domain/events/planted.ts", "#lib/server/engine/ingest/x.ts"],
  ["lib/server/domain/insight/planted.ts", "../../http/x.ts"],
  ["lib/server/domain/rules/planted.ts", "#lib/server/wiring.ts"],
  ["lib/server/domain/tenancy/keys/planted.ts", "../../connections/x.ts"],
  ["lib/server/domain/connections/planted.ts", "#lib/server/domain/rules/x.ts"],
  ["lib/server/domain/rules/planted.ts", "../events/x.ts"],
  ["lib/server/domain/events/planted.ts", "#lib/server/domain/insight/x.ts"],
  ["lib/server/domain/connections/planted.ts", "#lib/server/domain/tenancy/keys/x.ts"],
  ["lib/server/domain/events/planted.ts", "#lib/server/domain/connections/connection.ts"],
  ["lib/server/domain/events/deliveries/planted.ts", "../../connections/connection.ts"],
  ["lib/server/engine/worker/planted.ts", "#lib/server/http/x.ts"],
  ["lib/server/http/routes/planted.ts", "#lib/server/engine/ingest/x.ts"],
  ["lib/server/http/planted.ts", "../main.ts"],
  ["lib/server/domain/events/planted.ts", "#components/x.ts"],
  ["lib/contracts/planted.ts", "#lib/server/runtime/x.ts"],
  ["lib/client/planted.ts", "#lib/server/runtime/x.ts"],
  ["components/planted.tsx", "#lib/testing/x.ts"],
];

/** What may be imported, so that the rules are known not to forbid everything. */
const RIGHT: readonly (readonly [file: string, imported: string])[] = [
  ["lib/server/domain/events/planted.ts", "#lib/server/domain/connections/index.ts"],
  ["lib/server/domain/events/deliveries/planted.ts", "../../connections/index.ts"],
  ["lib/server/engine/worker/planted.ts", "../queue/x.ts"],
  ["lib/server/http/routes/planted.ts", "#lib/server/domain/events/x.ts"],
  ["lib/server/providers/slack/planted.ts", "../kit/x.ts"],
  ["lib/server/cli/planted.ts", "#lib/server/domain/tenancy/x.ts"],
];

function lint(cases: typeof WRONG): string[] {
  configure({});
  cases.forEach(([file, imported], index) => {
    const path = join(folder, file.replace("planted", `planted-${index}`));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import type { X } from "${imported}";\n\nexport type Y = X;\n`);
  });
  return cases.flatMap(([file], index) => {
    const path = join(folder, file.replace("planted", `planted-${index}`));
    const { rules } = reported(path);
    return rules.includes("no-restricted-imports") ? [`${file} ${cases[index]?.[1]}`] : [];
  });
}

/** The project's zones, with these rules beside them. */
function configure(rules: Record<string, unknown>): void {
  writeFileSync(join(folder, ".oxlintrc.json"), JSON.stringify({ ...CONFIG, jsPlugins: [], rules }));
}

function reported(path: string): { rules: string[] } {
  try {
    execFileSync(join(ROOT, "node_modules/.bin/oxlint"), ["-f", "json", path], { cwd: folder, encoding: "utf8" });
    return { rules: [] };
  } catch (error) {
    const { stdout } = error as { stdout: string };
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
    return { rules: diagnostics.map(({ code }) => code.replace(/^.*\((.*)\)$/, "$1")) };
  }
}

it("refuses an import from each folder to what it must not know of, of types too", () => {
  expect(lint(WRONG)).toEqual(WRONG.map(([file, imported]) => `${file} ${imported}`));
});

it("takes the imports that go the right way", () => {
  expect(lint(RIGHT)).toEqual([]);
});

it("refuses imports in a circle, of types too", () => {
  configure({ "import/no-cycle": CONFIG.rules["import/no-cycle"] });
  mkdirSync(join(folder, "lib/server/runtime"), { recursive: true });
  const [one, two] = ["one", "two"].map((name) => join(folder, `lib/server/runtime/${name}.ts`));
  writeFileSync(one ?? "", 'import type { Two } from "./two.ts";\n\nexport type One = Two | string;\n');
  writeFileSync(two ?? "", 'import type { One } from "./one.ts";\n\nexport type Two = One[];\n');
  expect(reported(one ?? "").rules).toContain("no-cycle");
});

it("lets one file of the domain write connections", () => {
  const domain = join(ROOT, "lib/server/domain");
  const writers = globSync("**/*.{ts,sql}", { cwd: domain })
    .filter((file) => !file.endsWith(".test.ts"))
    .filter((file) =>
      /(?:insert|update|delete)\(connections\)|(?:insert into|update|delete from) connections\b/.test(
        readFileSync(join(domain, file), "utf8"),
      ),
    );
  expect(writers).toEqual(["connections/connection.ts"]);
});
