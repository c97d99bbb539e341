import { expect, test } from "./fixtures.ts";

test("a frame that is reloaded gets a fresh session from the host and comes back with its data", async ({
  backend,
  openHost,
  watch,
}) => {
  // Without its token the address belongs to nobody, so that the browser refuses to show even the reason.
  watch.expected.push(/status of 401/, /frame-ancestors/);
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const host = await openHost({ page: "events" });
  const row = host.workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toBeVisible();
  const before = host.session().session_id;
  await (await host.frame()).evaluate(() => location.reload());
  await expect.poll(() => host.session().session_id).not.toBe(before);
  await expect(row).toBeVisible();
  expect(await host.count("meshes:auth", "out")).toBe(2);
});

test("a reload of the whole page comes back to where the workspace was", async ({ backend, openHost, page }) => {
  await backend.demo();
  const host = await openHost({ page: "dashboard" });
  await host.workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(page).toHaveURL(/#\/workspace\/rules$/);
  await page.reload();
  await expect(host.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeVisible();
  await expect(host.workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
});
