import type { FrameLocator, Page } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import { startDocumentedHost } from "./support/documented-host.ts";
import type { Stack } from "./support/stack.ts";

const REFUSED = "Invalid or expired embed launch token";

type Documented = {
  url: string;
  workspace: FrameLocator;
  mints: () => number;
  /** Of how many launches the frame was shown. */
  launches: () => number;
};

/** With the host of the embed quickstart, whose page is the documentation's. */
const test = base.extend<{ documented: Documented }>({
  documented: async ({ page, stack, tenant, watch }, use) => {
    const host = await startDocumentedHost(stack, tenant);
    watch.origins.add(host.url);
    watch.expected.push(/favicon/, /status of 40[14]/);
    await use({
      url: host.url,
      workspace: page.locator("iframe").contentFrame(),
      mints: countMints(page),
      launches: countLaunches(page),
    });
    await host.stop();
  },
});

function countMints(page: Page): () => number {
  let mints = 0;
  page.on("request", (request) => void (mints += Number(/\/(integrations|backend)\/session$/.test(request.url()))));
  return () => mints;
}

function countLaunches(page: Page): () => number {
  let launches = 0;
  page.on("response", (response) => {
    launches += Number(response.ok() && new URL(response.url()).searchParams.has("launch"));
  });
  return () => launches;
}

const dashboard = (workspace: FrameLocator) => workspace.getByRole("heading", { name: "Dashboard", exact: true });

/** Answers the next mint with a launch that came too late, as a frame gets that is loaded long after it. */
async function expireNextLaunch(page: Page, stack: Stack, path: string, times = 1): Promise<void> {
  await page.route(
    path,
    async (route) => {
      const response = await route.fetch();
      const session = (await response.json()) as { session_id: string; launch_url: string };
      const url = new URL(session.launch_url);
      url.searchParams.set("launch", await stack.launchToken(session.session_id, Date.now() - 1_000));
      await route.fulfill({ response, json: { ...session, launch_url: url.href } });
    },
    { times },
  );
}

const agePresentLaunches = (stack: Stack) =>
  stack.sql`update sessions set launch_used_at = launch_used_at - interval '11 seconds' where launch_used_at is not null`;

test.describe("the page of the documentation opens the workspace anew when", () => {
  test("the frame is reloaded alone", async ({ documented, page }) => {
    await page.goto(documented.url);
    await documented.workspace.getByRole("link", { name: "Rules", exact: true }).click();
    await expect(documented.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeVisible();
    await page.frames()[1]?.evaluate(() => location.reload());
    await expect(dashboard(documented.workspace)).toBeVisible();
    expect(documented.mints()).toBe(2);
  });

  test("the frame is moved in the page", async ({ documented, page, stack }) => {
    await page.goto(documented.url);
    await expect(dashboard(documented.workspace)).toBeVisible();
    await agePresentLaunches(stack);
    await page.evaluate(() => document.body.prepend(document.querySelector("iframe") ?? ""));
    await expect.poll(documented.launches).toBe(2);
    expect(documented.mints()).toBe(2);
    await expect(dashboard(documented.workspace)).toBeVisible();
  });

  test("the frame is loaded after its launch has expired", async ({ documented, page, stack }) => {
    await expireNextLaunch(page, stack, "**/integrations/session");
    await page.goto(documented.url);
    await expect(dashboard(documented.workspace)).toBeVisible();
    expect(documented.mints()).toBe(2);
  });

  test("the person comes back to the page", async ({ documented, outsider, page, watch }) => {
    watch.origins.add(outsider.url);
    await page.goto(documented.url);
    await documented.workspace.getByRole("link", { name: "Rules", exact: true }).click();
    await expect(documented.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeVisible();
    await page.goto(outsider.url);
    await page.goBack();
    await expect(dashboard(documented.workspace)).toBeVisible();
  });

  test("the page itself was put aside by the browser", async ({ documented, page }) => {
    await page.goto(documented.url);
    await expect(dashboard(documented.workspace)).toBeVisible();
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await expect.poll(documented.launches).toBe(2);
    expect(documented.mints()).toBe(2);
    await expect(dashboard(documented.workspace)).toBeVisible();
  });
});

test("a frame that opens anew leaves no launch behind in the history", async ({ documented, page, stack }) => {
  await page.goto("about:blank");
  await page.goto(documented.url);
  await expect(dashboard(documented.workspace)).toBeVisible();
  const before = await page.evaluate(() => history.length);
  await agePresentLaunches(stack);
  await page.evaluate(() => document.body.prepend(document.querySelector("iframe") ?? ""));
  await expect.poll(documented.launches).toBe(2);
  expect(documented.mints()).toBe(2);
  await expect(dashboard(documented.workspace)).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test("the demo's page opens a frame that was moved anew, once", async ({ openHost, page, stack, watch }) => {
  watch.expected.push(/status of 401/);
  const mints = countMints(page);
  const host = await openHost({ page: "rules" });
  await expect(host.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeVisible();
  await agePresentLaunches(stack);
  await host.iframe.evaluate((frame) => frame.parentElement?.parentElement?.append(frame.parentElement));
  await expect.poll(mints).toBe(2);
  await expect(host.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeVisible();
  expect(await host.count("meshes:launch-required")).toBe(1);
  expect(mints()).toBe(2);
});

test("launches that never work come to an end", async ({ openHost, page, stack, watch }) => {
  watch.expected.push(/status of 401/);
  const mints = countMints(page);
  await expireNextLaunch(page, stack, "**/backend/session", 50);
  await openHost();
  await expect(page.getByText("The integrations keep reloading.")).toBeVisible();
  expect(mints()).toBe(6);
});

test("without a page that answers, the frame shows how to go on", async ({ outsider, page, stack, watch }) => {
  watch.origins.add(outsider.url);
  watch.expected.push(/status of 401/);
  outsider.show(`<iframe title="Lost" src="${stack.url}/workspace/events"></iframe>`);
  await page.addInitScript(() => {
    Object.assign(window, { heard: [] });
    addEventListener("message", ({ data, origin }) =>
      (window as unknown as { heard: unknown[] }).heard.push(data, origin),
    );
  });
  await page.goto(outsider.url);
  const frame = page.getByTitle("Lost").contentFrame();
  await expect(frame.getByText("What to do:")).toBeHidden();
  await expect(frame.getByRole("heading", { name: REFUSED })).toBeVisible();
  await expect(frame.getByText("What to do:")).toBeVisible();
  const asked = { type: "meshes:launch-required", reason: "missing", v: 1 };
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard.slice(0, 2))).toEqual([
    asked,
    stack.url,
  ]);
});
