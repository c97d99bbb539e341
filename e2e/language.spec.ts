import type { FrameLocator, Page } from "@playwright/test";
import { LANGUAGES, toLocale } from "#lib/i18n/languages.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessible } from "./support/expect-accessible.ts";

/** Every text that the frame showed in any frame of animation, from its first. */
async function recordTexts(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    if (window === window.parent) return;
    const seen = new Set<string>();
    Object.assign(window, { textsSeen: seen });
    const look = () => {
      for (const link of document.querySelectorAll("nav a, h1")) seen.add(link.textContent);
      requestAnimationFrame(look);
    };
    look();
  });
}

const root = (workspace: FrameLocator) =>
  workspace.locator("html").evaluate((html: HTMLElement) => ({ lang: html.lang, dir: html.dir }));

test("the workspace speaks the session's language from the first paint, and never another", async ({
  openHost,
  page,
}) => {
  await recordTexts(page);
  const host = await openHost({ page: "connections", language: "de" });
  await expect(host.workspace.getByRole("link", { name: "Neue Verbindung" })).toBeVisible();
  expect(await root(host.workspace)).toEqual({ lang: "de", dir: "ltr" });
  const frame = await host.frame();
  const seen = await frame.evaluate(() => [...(Reflect.get(window, "textsSeen") as Set<string>)]);
  expect(seen).toEqual(expect.arrayContaining(["Übersicht", "Verbindungen", "Regeln", "Ereignisse"]));
  expect(seen).not.toContain("Connections");
  expect((await host.log()).findLast(({ type }) => type === "meshes:navigate")).toMatchObject({
    message: { title: "Verbindungen" },
  });
});

test("the host changes the language while somebody works, and nothing is lost", async ({ openHost, page, stack }) => {
  const { workspace } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "New connection" }).click();
  await workspace.getByRole("link", { name: "Webhook", exact: true }).click();
  await workspace.getByLabel(/^Name/).fill("Order desk");
  const calls: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(`${stack.url}/api/`)) calls.push(request.url());
  });
  await page.getByRole("radio", { name: "Deutsch" }).check();
  await expect(workspace.getByRole("button", { name: "Verbindung erstellen" })).toBeVisible();
  await page.getByRole("radio", { name: "العربية" }).check();
  await expect.poll(() => root(workspace)).toEqual({ lang: "ar", dir: "rtl" });
  await page.getByRole("radio", { name: "English" }).check();
  await expect(workspace.getByLabel(/^Name/)).toHaveValue("Order desk");
  expect(calls).toEqual([]);
});

test("the host has words of its own, in the session and later", async ({ openHost, page }) => {
  await page.route("**/backend/session", (route, request) =>
    route.continue({ postData: { ...request.postDataJSON(), phrases: { "connections.title": "Apps" } } }),
  );
  const host = await openHost({ page: "connections" });
  await expect(host.workspace.getByRole("heading", { name: "Apps", level: 1 })).toBeVisible();
  await host.iframe.evaluate((iframe: HTMLIFrameElement) => {
    const phrases = { "connections.title": "'<b>'Tools'</b>'" };
    iframe.contentWindow?.postMessage({ type: "meshes:config", phrases }, new URL(iframe.src).origin);
  });
  // Text, whatever is in it.
  await expect(host.workspace.getByRole("heading", { name: "<b>Tools</b>", level: 1 })).toBeVisible();
});

test("from right to left no page has a barrier that axe finds", async ({ backend, openHost, page }) => {
  test.slow();
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  for (const name of ["dashboard", "connections", "rules", "events"] as const) {
    const host = await openHost({ page: name, language: "ar" });
    await expect(host.workspace.getByRole("heading", { level: 1 })).toBeVisible();
    await host.settle();
    await expectAccessible(page, `${name} in Arabic`);
  }
});

for (const language of LANGUAGES) {
  test(`in ${language} every page fits at 360 pixels`, async ({ backend, openHost, page }) => {
    await backend.demo();
    await backend.reached(await backend.emit(), "completed");
    await page.setViewportSize({ width: 360, height: 800 });
    for (const name of ["dashboard", "connections", "rules", "events"] as const) {
      const host = await openHost({ page: name, language });
      await expect(host.workspace.getByRole("heading", { level: 1 })).toBeVisible();
      await host.settle();
      const { direction, lang } = toLocale(language, undefined);
      expect(await root(host.workspace)).toEqual({ lang, dir: direction });
      expect(await host.workspace.locator("html").evaluate(cutTexts), name).toEqual([]);
    }
  });
}

/** What sticks out sideways, and the buttons, links and labels whose text does not fit. Runs in the page. */
function cutTexts(html: Element): string[] {
  const isWider = (element: Element) => element.scrollWidth > element.clientWidth + 1;
  const controls = [...html.querySelectorAll("button, a, label, h1, h2, h3")].filter(
    (element) => element.clientWidth > 1 && isWider(element) && getComputedStyle(element).overflowX !== "visible",
  );
  return [...(isWider(html) ? ["the page"] : []), ...controls.map(({ textContent }) => textContent)];
}
