import type { Page, Route } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { mark } from "./support/embed-steps.ts";

const SCRIPTS = /\/_next\/static\/chunks\/.*\.js/;
const MANIFEST = /_buildManifest\.js/;

const notFound = (route: Route) => route.fulfill({ status: 404, contentType: "text/plain", body: "Not Found" });

/** The server has been replaced by one with another build: what belongs to this page is not there any more. */
async function replaceBuild(page: Page): Promise<void> {
  await page.route(SCRIPTS, notFound);
  await page.route(MANIFEST, notFound);
}

test("a part that did not come is asked for again until it does, and nothing typed is lost", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/ERR_FAILED/);
  await backend.demo();
  await backend.emit();
  const { workspace, frame } = await openHost({ page: "events" });
  const id = workspace.getByRole("search", { name: "Filter events" }).getByLabel("Find an event");
  await id.fill("typed and not sent");
  const isSameDocument = await mark(await frame());

  await page.route(SCRIPTS, (route) => route.abort());
  await workspace.getByRole("button", { name: "Send test event" }).first().click();
  await expect(workspace.getByText("Part of this page has not loaded yet.", { exact: false })).toBeVisible();
  await page.unrouteAll();
  await expect(workspace.getByRole("button", { name: "Send event" })).toBeVisible();
  await expect(workspace.getByText("has not loaded yet", { exact: false })).toBeHidden();
  await expect(id).toHaveValue("typed and not sent");
  expect(await isSameDocument()).toBe(true);
});

test("a part of a build that was replaced is not waited for: the page says so and is reloaded by its host", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 404/);
  await backend.demo();
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await expect(workspace.getByRole("row", { name: /Order desk/ })).toBeVisible();
  const before = host.session().session_id;
  await replaceBuild(page);
  await workspace.getByRole("button", { name: "Delete Order desk webhook" }).click();
  await expect(workspace.getByText("A newer version of this workspace is available.", { exact: false })).toBeVisible();
  await page.unrouteAll();
  await workspace.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => host.session().session_id).not.toBe(before);
  expect(await host.count("meshes:launch-required")).toBe(1);
  await expect(workspace.getByRole("row", { name: /Order desk/ })).toBeVisible();
  await expect(workspace.getByText("newer version", { exact: false })).toBeHidden();
});

test("a link to a page of another build says so, instead of doing nothing", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 404/);
  await backend.demo();
  const { workspace } = await openHost({ page: "connections" });
  await expect(workspace.getByRole("row", { name: /Order desk/ })).toBeVisible();
  await page.route(/_rsc=/, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const body = (await response.text()).replaceAll(/"b":"[\w-]+"/g, '"b":"another-build"');
    await route.fulfill({ status: 200, headers, body });
  });
  await page.route(MANIFEST, notFound);
  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(workspace.getByText("A newer version of this workspace is available.", { exact: false })).toBeVisible();
  await expect(workspace.getByRole("row", { name: /Order desk/ })).toBeVisible();
});
