import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import type { Backend } from "./support/backend.ts";
import { deliveryRow } from "./support/embed-steps.ts";
import type { Host, HostQuery } from "./support/open-host.ts";

/** More than the page unfolds, and nothing that would survive being parsed and written again. */
const MANY = Array.from({ length: 300 }, (_, index) => `"item-${index}":{"n":${index}.0,"at":"12:00:0${index % 10}"}`);
const PAYLOAD = `{"big":9007199254740993,"e":1e400,"10":2,"b":"a\\r\\nb\\u0041 é","c":[1.50],${MANY.join(",")}}`;

const readClipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(({ context, hostOrigin }) =>
  context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: hostOrigin }),
);

/** An event that was refused, and the page that shows it. */
async function openRefused(backend: Backend, openHost: (query: HostQuery) => Promise<Host>, payload = PAYLOAD) {
  await backend.demo();
  await backend.receiver("422");
  const body = `{"workspace":"${backend.workspaceId}","event":"booking.created","payload":${payload}}`;
  expect((await backend.api.send("POST", "/events", body)).status).toBeLessThan(300);
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("link", { name: /booking\.created/ }).click();
  return { workspace, delivery: deliveryRow(workspace, /Order desk webhook/) };
}

test("what is copied from a request is the text that was sent, byte for byte", async ({ backend, openHost, page }) => {
  const { delivery } = await openRefused(backend, openHost);
  await delivery.getByRole("button", { name: "Details of attempt 1" }).click();
  await expect(delivery.getByRole("group", { name: "Request body" })).toBeVisible();
  const sent = (await backend.deliveries())[0]?.body ?? "";
  expect(sent.length).toBeGreaterThan(10_000);
  expect(sent).toContain(PAYLOAD);
  await delivery.getByRole("button", { name: "Copy request body" }).click();
  await expect(delivery.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  expect(await readClipboard(page)).toBe(sent);
});

test("what is copied from an event is its payload as it came, however long", async ({ backend, openHost, page }) => {
  const long = `{"text":"${"é".repeat(60_000)}",${PAYLOAD.slice(1)}`;
  const { workspace } = await openRefused(backend, openHost, long);
  await workspace.getByRole("button", { name: "Copy payload" }).click();
  await expect(workspace.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  expect(await readClipboard(page)).toBe(long);
});

test("where the page may not use the clipboard, the selected text is copied with its line breaks", async ({
  backend,
  context,
  openHost,
  page,
}) => {
  await context.addInitScript(() => {
    if (window.parent === window) return;
    const refuse = () => Promise.reject(new DOMException("Not here", "NotAllowedError"));
    Object.defineProperty(navigator, "clipboard", { value: { writeText: refuse } });
  });
  // Line breaks of both kinds, as bodies have that are no JSON.
  const text = `one\r\ntwo\n\tthree`;
  await page.route("**/response-details", async (route) => {
    const response = await route.fetch();
    const details = (await response.json()) as { request: object };
    await route.fulfill({ response, json: { ...details, request: { ...details.request, body: text } } });
  });
  await backend.demo();
  await backend.receiver("422");
  await backend.emit();
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("link", { name: /booking\.created/ }).click();
  const delivery = deliveryRow(workspace, /Order desk webhook/);
  await delivery.getByRole("button", { name: "Details of attempt 1" }).click();
  await delivery.getByRole("button", { name: "Copy request body" }).click();
  await expect(delivery.getByRole("textbox", { name: /Copy request body/ })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+C");
  expect(await readClipboard(page)).toBe(text);
});
