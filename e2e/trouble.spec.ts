import { expect, test } from "./fixtures.ts";
import { failReads } from "./support/api-faults.ts";
import { findAlert, goTo, mark } from "./support/embed-steps.ts";

test("a list that cannot be loaded says so with its request id, and loads when asked again", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 500/);
  await backend.demo();
  await failReads(page);
  const { workspace } = await openHost({ page: "rules" });
  const alert = findAlert(workspace, "This could not be loaded");
  await expect(alert).toContainText("req_0192f3a4");
  await page.unrouteAll();
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
});

test("what is loaded stays when the server goes away, is marked as old, and recovers by itself", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/ERR_FAILED/);
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const { workspace } = await openHost({ page: "events" });
  const row = workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toBeVisible();
  await page.route("**/api/v1/**", (route) => route.abort());
  await expect(workspace.getByText("The latest state could not be loaded, so", { exact: false })).toBeVisible({
    timeout: 20_000,
  });
  await expect(row).toBeVisible();
  await page.unrouteAll();
  await expect(workspace.getByText("The latest state could not be loaded, so", { exact: false })).toBeHidden({
    timeout: 20_000,
  });
});

test("no page asks anybody but its own server, and none breaks its own policy", async ({
  backend,
  context,
  hostOrigin,
  openHost,
  stack,
  watch,
}) => {
  const origins = new Set<string>();
  context.on("request", (request) => void origins.add(new URL(request.url()).origin));
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const host = await openHost();
  const { workspace } = host;
  for (const name of ["Connections", "Rules", "Events", "Dashboard"]) {
    await goTo(host, name);
    await expect(workspace.getByRole("rowheader").first()).toBeVisible();
  }
  await workspace
    .getByRole("region", { name: "Latest events" })
    .getByRole("rowheader")
    .first()
    .getByRole("link")
    .click();
  await expect(workspace.getByText("Delivered after 1 attempt.")).toBeVisible();
  expect([...origins].toSorted()).toEqual([hostOrigin, stack.url].toSorted());
  expect(watch.problems).toEqual([]);
});

test("a page that cannot be fetched leaves the workspace alive", async ({ backend, openHost, page, watch }) => {
  watch.expected.push(/ERR_FAILED|Failed to fetch/);
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const host = await openHost({ page: "events" });
  const row = host.workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toBeVisible();
  const isSameDocument = await mark(await host.frame());
  await page.route(/_rsc=/, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("_rsc="));
  await row.getByRole("link").click();
  await failed;
  await page.unroute(/_rsc=/);
  await host.workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(host.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeVisible();
  await host.workspace.getByRole("link", { name: "Events", exact: true }).click();
  await row.getByRole("link").click();
  await expect(host.workspace.getByText("Delivered after 1 attempt.")).toBeVisible();
  expect(await isSameDocument()).toBe(true);
  expect(await host.count("meshes:auth", "out")).toBe(1);
});
