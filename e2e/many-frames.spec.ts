import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import type { Host, HostQuery } from "./support/open-host.ts";

const FRAMES = 8;
/** Eight workspaces start on a machine that is shared. */
const ALL_MS = 30_000;

const isStream = (url: string) => /\/api\/v1\/workspaces\/[^/]+\/stream$/.test(new URL(url).pathname);

/** The streams that are open now. */
function openStreams(page: Page): Set<unknown> {
  const open = new Set<unknown>();
  page.on("request", (request) => void (isStream(request.url()) && open.add(request)));
  page.on("requestfinished", (request) => void open.delete(request));
  page.on("requestfailed", (request) => void open.delete(request));
  return open;
}

const workspaces = (host: Host) =>
  Array.from({ length: FRAMES }, (_, index) => host.titled(index === 0 ? "Integrations" : `Integrations ${index + 1}`));

/** Opens the host's page with all frames, and waits until each of them shows that there is nothing yet. */
async function openAll(page: Page, openHost: (query: HostQuery) => Promise<Host>) {
  const streams = openStreams(page);
  const host = await openHost({ frames: FRAMES, page: "events" });
  const all = workspaces(host);
  for (const workspace of all) await expect(workspace.getByText("No events yet")).toBeVisible({ timeout: ALL_MS });
  return { host, all, streams };
}

test("eight workspaces on one page all load and follow what happens, over HTTP/1.1", async ({
  backend,
  openHost,
  page,
}) => {
  test.setTimeout(3 * ALL_MS);
  await backend.demo();
  const { host, all, streams } = await openAll(page, openHost);
  expect(await (await host.frame()).evaluate(protocol)).toBe("http/1.1");
  await expect.poll(() => streams.size).toBe(1);
  await backend.emit();
  for (const workspace of all)
    await expect(workspace.getByRole("row", { name: /booking\.created/ })).toContainText("Delivered");

  // The frame that holds the stream goes; the others go on.
  await page.getByRole("region", { name: "Workspace 1" }).getByRole("button", { name: "Unmount" }).click();
  await expect(host.iframe).toBeHidden();
  await expect.poll(() => streams.size).toBe(1);
  await backend.emit({ event: "workshop.closed" });
  for (const workspace of all.slice(1))
    await expect(workspace.getByRole("row", { name: /workshop\.closed/ })).toBeVisible();
  expect(streams.size).toBe(1);
});

test("eight workspaces that show different things all load and follow what happens, over HTTP/1.1", async ({
  backend,
  openHost,
  page,
}) => {
  test.setTimeout(3 * ALL_MS);
  await backend.demo();
  let mints = 0;
  await page.route("**/backend/session", async (route) => {
    const body = route.request().postDataJSON() as Record<string, unknown>;
    const own = { session_type: "resource", resource: "bike", resource_id: `bike-${++mints}` };
    await route.continue({ postData: JSON.stringify({ ...body, ...own }) });
  });
  const { all, streams } = await openAll(page, openHost);
  await expect.poll(() => streams.size).toBe(2);
  const pairs = Array.from({ length: FRAMES }, (_, index) => ({ resource: "bike", resource_id: `bike-${index + 1}` }));
  await Promise.all(pairs.map((pair) => backend.emit(pair)));
  for (const workspace of all)
    await expect(workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible({ timeout: ALL_MS });
  expect(streams.size).toBe(2);
});

function protocol(): string {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return page?.nextHopProtocol ?? "";
}
