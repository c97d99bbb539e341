import { expect, test } from "./fixtures.ts";
import { goTo, testForm } from "./support/embed-steps.ts";

test("the browser partitions storage as it does for users", async ({ openHost, page, stack, watch }) => {
  watch.expected.push(/status of 404/);
  await page.goto(`${stack.url}/`);
  await page.evaluate(() => localStorage.setItem("seen", "by the top-level page"));
  const host = await openHost();
  await expect(host.workspace.getByText("Set up delivery")).toBeVisible();
  expect(await (await host.frame()).evaluate(() => localStorage.getItem("seen"))).toBeNull();
});

test("everything works where storage and cookies may not be touched", async ({ backend, context, openHost, stack }) => {
  await context.addInitScript((origin) => {
    if (location.origin !== origin) return;
    const refuse = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
      Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
  }, stack.url);
  await backend.demo();
  const host = await openHost({ page: "events" });
  const { workspace } = host;
  await workspace.getByRole("button", { name: "Send test event" }).first().click();
  await testForm(workspace).getByLabel("Event", { exact: true }).fill("booking.created");
  await workspace.getByRole("button", { name: "Send event" }).click();
  await workspace.getByRole("link", { name: "View the event" }).click();
  await expect(workspace.getByText("Delivered after 1 attempt.")).toBeVisible();
  for (const name of ["Dashboard", "Connections", "Rules", "Events"]) {
    await goTo(host, name);
    await expect(workspace.getByRole("rowheader").first()).toBeVisible();
  }
});

test("the workspace sets no cookie and writes to no storage", async ({ backend, context, openHost }) => {
  await backend.demo();
  const host = await openHost({ page: "events" });
  await expect(host.workspace.getByText("No events yet")).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  const inside = await host.frame();
  expect(await inside.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});
