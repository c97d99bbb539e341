import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectAccessible } from "./support/expect-accessible.ts";

const BRAND = "rgb(178, 60, 21)";
const PAPER = "rgb(255, 253, 248)";

/** What is painted, not what was asked for. */
function paint(workspace: FrameLocator) {
  return workspace.locator("body").evaluate((body) => {
    const button = document.querySelector('a[href="/workspace/connections/new"]');
    const { backgroundColor, fontSize } = getComputedStyle(body);
    return {
      background: backgroundColor,
      fontSize,
      button: button === null ? undefined : getComputedStyle(button).backgroundColor,
      scheme: getComputedStyle(document.documentElement).colorScheme,
    };
  });
}

/** Every background that the frame's body had in any frame of animation, from its first. */
async function recordBackgrounds(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    if (window === window.parent) return;
    const seen: string[] = [];
    Object.assign(window, { backgroundsSeen: seen });
    const look = () => {
      if (document.body) seen.push(getComputedStyle(document.body).backgroundColor);
      requestAnimationFrame(look);
    };
    look();
  });
}

test("the workspace looks like its host from the first paint", async ({ openHost, page }) => {
  await recordBackgrounds(page);
  const host = await openHost({ page: "connections", look: "host" });
  await expect(host.workspace.getByRole("link", { name: "New connection" })).toBeVisible();
  expect(await paint(host.workspace)).toEqual({
    background: PAPER,
    fontSize: "15px",
    button: BRAND,
    scheme: "light dark",
  });
  const frame = await host.frame();
  const seen = await frame.evaluate(() => [...new Set(Reflect.get(window, "backgroundsSeen") as string[])]);
  expect(seen.filter((color) => color !== "rgba(0, 0, 0, 0)")).toEqual([PAPER]);
});

test("follows the host's page from light to dark, with the host's colours for each", async ({ openHost, page }) => {
  const { workspace } = await openHost({ page: "connections", look: "host" });
  await expect(workspace.getByRole("link", { name: "New connection" })).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect
    .poll(() => paint(workspace))
    .toMatchObject({ background: "rgb(29, 37, 34)", button: "rgb(255, 154, 114)" });
});

test("with reduced motion a theme is there at once: nothing fades through colors that cannot be read", async ({
  openHost,
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const host = await openHost({ page: "connections" });
  await expect(host.workspace.getByRole("link", { name: "New connection" })).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const frame = await host.frame();
  await frame.waitForFunction(() => matchMedia("(prefers-color-scheme: dark)").matches);
  expect(
    await frame.evaluate(() => document.getAnimations().filter((one) => one instanceof CSSTransition).length),
  ).toBe(0);
});

test("the host changes the look while somebody works, and nothing is lost or loaded again", async ({
  openHost,
  page,
  stack,
}) => {
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await workspace.getByRole("link", { name: "New connection" }).click();
  await workspace.getByRole("link", { name: "Webhook", exact: true }).click();
  await workspace.getByLabel(/^Name/).fill("Order desk");
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(`${stack.url}/api/`)) requests.push(request.url());
  });
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect.poll(() => paint(workspace)).toMatchObject({ background: "rgb(14, 16, 19)", scheme: "dark" });
  await page.getByRole("radio", { name: "Host" }).check();
  await expect.poll(() => paint(workspace)).toMatchObject({ background: PAPER, fontSize: "15px" });
  await page.getByRole("radio", { name: "Standard" }).check();
  await expect.poll(() => paint(workspace)).toMatchObject({ background: "rgb(255, 255, 255)", fontSize: "14px" });
  await expect(workspace.getByLabel(/^Name/)).toHaveValue("Order desk");
  expect(requests).toEqual([]);
});

test("what cannot be used is named in the console, and changes nothing", async ({ openHost, page }) => {
  const host = await openHost({ page: "connections" });
  await expect(host.workspace.getByRole("link", { name: "New connection" })).toBeVisible();
  const before = await paint(host.workspace);
  const say = (appearance: object) =>
    host.iframe.evaluate((iframe: HTMLIFrameElement, sent) => {
      iframe.contentWindow?.postMessage({ type: "meshes:config", appearance: sent }, new URL(iframe.src).origin);
    }, appearance);
  const warning = page.waitForEvent("console", (message) => message.text().startsWith("Meshes: "));
  await say({ colors: { brand: "#0a7;}body{display:none" } });
  expect((await warning).text()).toContain("meshes:config was ignored. appearance.colors.brand");
  expect(await paint(host.workspace)).toEqual(before);
  const correction = page.waitForEvent("console", (message) => message.text().startsWith("Meshes: "));
  await say({ theme: "light", colors: { background: "#ffffff", text: "#dddddd" } });
  expect((await correction).text()).toContain("appearance.colors.text (#dddddd) cannot be read on surface");
});

test("navigation and titles can be the host's own", async ({ openHost }) => {
  const host = await openHost({ page: "rules" });
  await expect(host.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeVisible();
  await host.iframe.evaluate((iframe: HTMLIFrameElement) => {
    const appearance = { hide_navigation: true, hide_titles: true };
    iframe.contentWindow?.postMessage({ type: "meshes:config", appearance }, new URL(iframe.src).origin);
  });
  await expect(host.workspace.getByRole("navigation", { name: "Workspace" })).toBeHidden();
  // It is still there for whoever listens to the page.
  const title = host.workspace.getByRole("heading", { name: "Rules", exact: true });
  await expect.poll(async () => (await title.locator("..").boundingBox())?.height).toBe(1);
});

test("has no barrier that axe finds in its host's colours", async ({ backend, openHost, page }) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const { workspace } = await openHost({ page: "events", look: "host" });
  await expect(workspace.getByRole("rowheader").first()).toBeVisible();
  await expectAccessible(page, "events in the host's colours");
});
