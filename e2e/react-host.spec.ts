import { expect, test } from "./fixtures.ts";
import { recordRequests } from "./support/embed-steps.ts";

test("under React's StrictMode there is one frame, one session and one handshake", async ({
  backend,
  openHost,
  page,
}) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const mints = recordRequests(page, /\/backend\/session$/);
  const host = await openHost({ page: "events" }, "/react");
  await expect(host.workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
  await expect(page.getByTitle("Integrations")).toHaveCount(1);
  expect(mints).toHaveLength(1);
  expect(await host.count("meshes:auth", "out")).toBe(1);
});

test("unmounted and mounted again, the workspace comes back with a new session", async ({
  backend,
  openHost,
  page,
}) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const host = await openHost({ page: "events" }, "/react");
  const row = host.workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toBeVisible();
  const before = host.session().session_id;
  await page.getByRole("button", { name: "Unmount workspace" }).click();
  await expect(page.getByTitle("Integrations")).toHaveCount(0);
  await page.getByRole("button", { name: "Mount workspace" }).click();
  await expect(row).toBeVisible();
  expect(host.session().session_id).not.toBe(before);
});
