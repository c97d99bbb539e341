import { expect, test } from "./fixtures.ts";
import { launchAt } from "./support/api-faults.ts";
import { findAlert, mark } from "./support/embed-steps.ts";

for (const [page, title] of [
  ["dashboard", "Dashboard"],
  ["connections", "Connections"],
  ["rules", "Rules"],
  ["events", "Events"],
] as const) {
  test(`a session for ${page} opens there and says so`, async ({ openHost, page: browserPage }) => {
    const host = await openHost({ page });
    await expect(host.workspace.getByRole("heading", { name: title, exact: true })).toBeVisible();
    await expect(host.workspace.getByRole("link", { name: title, exact: true })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await expect
      .poll(async () =>
        (await host.log()).filter(({ type }) => type === "meshes:navigate").map(({ message }) => message),
      )
      .toEqual([{ type: "meshes:navigate", v: 1, page, path: `/workspace/${page}`, title }]);
    await expect(browserPage).toHaveTitle(`${title} · Sprocketry`);
  });
}

test("navigation stays in the document, is mirrored by the host, and back and forward work", async ({
  backend,
  openHost,
  page,
}) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const host = await openHost({ page: "dashboard" });
  const { workspace } = host;
  await expect(workspace.getByRole("rowheader").first()).toBeVisible();
  const isSameDocument = await mark(await host.frame());

  await workspace.getByRole("link", { name: "Events", exact: true }).click();
  await expect(workspace.getByRole("heading", { name: "Events", exact: true })).toBeFocused();
  await expect(page).toHaveURL(/#\/workspace\/events$/);
  await workspace
    .getByRole("rowheader", { name: /booking\.created/ })
    .getByRole("link")
    .click();
  await expect(workspace.getByRole("heading", { name: "booking.created" })).toBeFocused();
  await expect(page).toHaveURL(/#\/workspace\/events\/[0-9a-f-]{36}$/);

  await page.evaluate(() => history.back());
  await expect(workspace.getByRole("heading", { name: "Events", exact: true })).toBeVisible();
  await expect(page).toHaveURL(/#\/workspace\/events$/);
  await page.evaluate(() => history.back());
  await expect(workspace.getByRole("heading", { name: "Dashboard", exact: true })).toBeVisible();
  await page.evaluate(() => history.forward());
  await expect(workspace.getByRole("heading", { name: "Events", exact: true })).toBeVisible();
  expect(await isSameDocument()).toBe(true);

  const pages = (await host.log()).filter(({ type }) => type === "meshes:navigate").map(({ message }) => message.page);
  expect(pages).toEqual(["dashboard", "events", "event", "events", "dashboard", "events"]);
});

test("filters stand in the address and in what the host is told, and narrow the list", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  await backend.emit();
  await backend.emit({ event: "workshop.closed" });
  const host = await openHost({ page: "events" });
  const { workspace } = host;
  await expect(workspace.getByRole("rowheader")).toHaveCount(2);
  const filters = workspace.getByRole("search", { name: "Filter events" });
  await filters.getByRole("button", { name: "Add filter" }).click();
  await filters.getByLabel("Event", { exact: true }).fill("workshop.closed");
  await filters.getByRole("option", { name: "workshop.closed" }).click();
  await expect(workspace.getByRole("rowheader")).toHaveCount(1);
  await expect
    .poll(async () => (await host.log()).findLast(({ type }) => type === "meshes:navigate")?.message.path)
    .toBe("/workspace/events?event=workshop.closed");
  await filters.getByRole("button", { name: "Failed", exact: true }).click();
  await expect(workspace.getByText("No event matches these filters")).toBeVisible();
  await workspace.getByRole("button", { name: "Clear filters" }).last().click();
  await expect(workspace.getByRole("rowheader")).toHaveCount(2);
});

test("an unknown event is said to be missing, inside the frame", async ({ openHost, page, watch }) => {
  watch.expected.push(/status of 404/);
  await launchAt(page, "/workspace/events/0192f3a4-0000-7000-8000-000000000000");
  const { workspace } = await openHost();
  await expect(findAlert(workspace, "It no longer exists, or it belongs to another workspace.")).toBeVisible();
  await workspace.getByRole("link", { name: "Dashboard" }).click();
  await expect(workspace.getByText("Set up delivery")).toBeVisible();
});

test("a long list is loaded page by page", async ({ backend, openHost }) => {
  await backend.emitMany(120);
  const { workspace, settle } = await openHost({ page: "events" });
  await expect(workspace.getByRole("rowheader")).toHaveCount(50);
  // A frame that still grows moves the button away between press and release.
  await settle();
  await workspace.getByRole("button", { name: "Load more" }).click();
  await expect(workspace.getByRole("rowheader")).toHaveCount(100);
  await settle();
  await workspace.getByRole("button", { name: "Load more" }).click();
  await expect(workspace.getByRole("rowheader")).toHaveCount(120);
  await expect(workspace.getByRole("button", { name: "Load more" })).toBeHidden();
});

test("a tab is no link before the page is live, because the browser itself could not follow it", async ({
  openHost,
  page,
}) => {
  const released = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released.promise;
    await route.continue();
  });
  const { workspace } = await openHost();
  await expect(workspace.getByText("Events", { exact: true })).toBeVisible();
  await expect(workspace.getByRole("link", { name: "Events", exact: true })).toBeHidden();
  released.resolve();
  await workspace.getByRole("link", { name: "Events", exact: true }).click();
  await expect(workspace.getByText("No events yet")).toBeVisible();
});
