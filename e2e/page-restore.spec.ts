import { expect, test } from "./fixtures.ts";

test("a page that the browser had put aside opens the workspace anew when it comes back", async ({
  backend,
  openHost,
  page,
}) => {
  await backend.demo();
  const host = await openHost({ page: "connections" });
  const row = host.workspace.getByRole("row", { name: /Order desk/ });
  await expect(row).toBeVisible();
  const before = host.session().session_id;
  // Chromium keeps no page aside while it is remote controlled, so its event is sent by hand.
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect.poll(() => host.session().session_id).not.toBe(before);
  await expect(row).toBeVisible();
  expect(await host.count("meshes:auth", "out")).toBe(2);
});
