import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";

/** The lines that the README gives for the host's page. */
function linesOfReadme(): string {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const lines = /In your page:\n\n```js\n([^]*?)```/.exec(readme)?.[1];
  if (lines === undefined) throw new Error("The README has no lines for the page");
  return lines;
}

test("the lines of the README open the workspace, renew its token, and open it anew when its document is lost", async ({
  backend,
  outsider,
  page,
  stack,
  watch,
}) => {
  watch.origins.add(outsider.url);
  watch.expected.push(/status of 401/);
  await backend.demo();
  const calls: string[] = [];
  await page.route("**/my/backend/**", async (route) => {
    const [, name = "", id] = /\/my\/backend\/(\w+)(?:\/(.+))?$/.exec(route.request().url()) ?? [];
    calls.push(name);
    const json =
      id === undefined
        ? await backend.mint({ allowed_origins: [outsider.url], launch_page: "connections" })
        : await backend.refresh(id);
    await route.fulfill({ json });
  });
  outsider.show(
    `<iframe id="integrations" title="Integrations"></iframe><script type="module">${linesOfReadme()}</script>`,
  );
  await page.goto(outsider.url);
  const workspace = page.getByTitle("Integrations").contentFrame();
  const row = workspace.getByRole("row", { name: /Order desk/ });
  await expect(row).toBeVisible();
  await expect.poll(async () => (await page.getByTitle("Integrations").boundingBox())?.height).toBeGreaterThan(400);

  await page.frames()[1]?.evaluate(() => location.reload());
  await expect.poll(() => calls).toEqual(["session", "session"]);
  await expect(row).toBeVisible();

  await stack.sql`update sessions set token_version = token_version + 1, previous_token_until = null`;
  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
  expect(calls).toEqual(["session", "session", "refresh"]);
});
