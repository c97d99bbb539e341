import { expect, test as base } from "./fixtures.ts";
import { startDocumentedHost } from "./support/documented-host.ts";

/** The page of the documentation with a frame in this sandbox. */
const test = base.extend<{ openSandboxed: (flags: string) => Promise<void> }>({
  openSandboxed: async ({ page, stack, tenant, watch }, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (flags) => {
      const host = await startDocumentedHost(stack, tenant, `sandbox="${flags}"`);
      stops.push(host.stop);
      watch.origins.add(host.url);
      watch.expected.push(/favicon/, /status of 404/);
      await page.goto(host.url);
    });
    for (const stop of stops) await stop();
  },
});

test("a frame that may run no scripts says that allow-scripts is missing", async ({ openSandboxed, page, watch }) => {
  watch.expected.push(/Blocked script execution/);
  await openSandboxed("allow-same-origin allow-forms");
  const frame = page.locator("iframe").contentFrame();
  await expect(frame.getByText("allow-scripts", { exact: true })).toBeVisible();
});

test("a frame without an origin of its own says that allow-same-origin is missing, and does not wait", async ({
  openSandboxed,
  page,
  watch,
}) => {
  watch.expected.push(/allow-same-origin/, /allow-forms/);
  await openSandboxed("allow-scripts");
  const frame = page.locator("iframe").contentFrame();
  await expect(frame.getByText("allow-same-origin", { exact: true })).toBeVisible();
  await expect(frame.getByText("allow-forms", { exact: true })).toBeVisible();
  await expect(frame.getByText("Waiting for the host page…")).toBeHidden();
});

test("a frame that may send no forms works, and says that allow-forms is missing", async ({
  openSandboxed,
  page,
  watch,
}) => {
  watch.expected.push(/allow-forms/);
  await openSandboxed("allow-scripts allow-same-origin");
  const frame = page.locator("iframe").contentFrame();
  await expect(frame.getByRole("heading", { name: "Dashboard", exact: true })).toBeVisible();
  await expect(frame.getByText("allow-forms", { exact: true })).toBeVisible();
  await frame.getByRole("link", { name: "Events", exact: true }).click();
  await expect(frame.getByRole("heading", { name: "Events", exact: true })).toBeVisible();
});

test("a frame with what it needs says nothing of a sandbox", async ({ openSandboxed, page }) => {
  await openSandboxed("allow-scripts allow-same-origin allow-forms");
  const frame = page.locator("iframe").contentFrame();
  await expect(frame.getByRole("heading", { name: "Dashboard", exact: true })).toBeVisible();
  await expect(frame.getByText("sandbox", { exact: false })).toBeHidden();
});
