import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RuleTester } from "oxlint/plugins-dev";
import { describe, expect, it } from "vitest";
import { looseText } from "./loose-text.ts";

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({ languageOptions: { parserOptions: { lang: "tsx" } } });
const imports = `import { Check } from "lucide-react"; `;

/** What the rule must refuse: each throws in a translated page once its part changes. */
const LOOSE = {
  "an icon that never changes": { markup: `<b><Check aria-hidden />Save</b>`, errors: 1 },
  "a link in a sentence": { markup: `<b>See <a href="/docs">the docs</a>.</b>`, errors: 2 },
  "an icon that comes before a text": { markup: `<b>{isBusy ? <i /> : null}Save</b>`, errors: 1 },
  "an icon that changes before a text": { markup: `<b><Icon />Save</b>`, errors: 1 },
  "an element that comes after a text": { markup: `<b>Save{isBusy && <i />}</b>`, errors: 1 },
  "a text that comes beside an element": { markup: `<b><i />{isBusy ? "Saving" : null}</b>`, errors: 1 },
  "a value beside words": { markup: `<b>{count} events</b>`, errors: 2 },
  "a value beside an element": { markup: `<b><i />{label}</b>`, errors: 1 },
  "a list beside a text": { markup: `<b>Of {items.map((item) => <i key={item} />)}</b>`, errors: 1 },
  "a text of a list beside an element": { markup: `<b><i />{items.map((item) => item)}</b>`, errors: 1 },
  "white space between components": { markup: `<b><Name /> <Name /></b>`, errors: 1 },
  "a text in a fragment": { markup: `<>Save</>`, errors: 1 },
  "a text in one branch": { markup: `<b>{isBusy ? <i /> : <>Save <i /></>}</b>`, errors: 1 },
  "a text that Suspense shows": { markup: `<Suspense>Save</Suspense>`, errors: 1 },
  "a text that a fragment brings beside a component": { markup: `<b><Name /><>Save</></b>`, errors: 1 },
};

const SAFE = {
  "a text alone": `<b>Save</b>`,
  "a value alone": `<b>{label}</b>`,
  "one of two texts alone": `<b>{isBusy ? "Saving" : "Save"}</b>`,
  "a text or an element": `<b>{isBusy ? <i /> : "Save"}</b>`,
  "a template literal": "<b>{`${count} events`}</b>",
  "a text in an element of its own": `<b>{isBusy ? <i /> : null}<span>Save</span></b>`,
  "a list alone": `<ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>`,
  "children of a provider": `<QueryProvider>{children}</QueryProvider>`,
  "a comment beside a value": `<b>{/* why */}{label}</b>`,
};

const component = (markup: string) => `${imports} export const View = () => ${markup};`;

tester.run("loose-text", looseText, {
  valid: Object.entries(SAFE).map(([name, markup]) => ({ name, code: component(markup) })),
  invalid: Object.entries(LOOSE).map(([name, { markup, errors }]) => ({ name, code: component(markup), errors })),
});

it("makes `npm run lint` fail", () => {
  const folder = mkdtempSync(join(tmpdir(), "meshes-lint-"));
  writeFileSync(join(folder, "planted.tsx"), component(LOOSE["an icon that comes before a text"].markup));
  const { status, stdout } = spawnSync("oxlint", ["--config", ".oxlintrc.json", folder], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(stdout).toContain("meshes(loose-text)");
  expect(status).not.toBe(0);
});
