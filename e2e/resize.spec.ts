import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { goTo, readPosts, recordPosts } from "./support/embed-steps.ts";

const height = (iframe: Locator) => iframe.evaluate((frame) => frame.clientHeight);

/** Every height that the frame has in these milliseconds, looked at in each animation frame. */
function heightsFor(iframe: Locator, durationMs: number): Promise<number[]> {
  return iframe.evaluate((frame, duration) => {
    const seen = new Set<number>();
    const startedAt = performance.now();
    return new Promise<number[]>((resolve) => {
      const look = () => {
        seen.add(frame.clientHeight);
        if (performance.now() - startedAt > duration) resolve([...seen]);
        else requestAnimationFrame(look);
      };
      look();
    });
  }, durationMs);
}

test("the frame grows with a long list and shrinks again with a short page", async ({
  backend,
  context,
  openHost,
  stack,
}) => {
  await recordPosts(context, stack.url);
  await backend.demo();
  await backend.emitMany(60);
  const { iframe, workspace, frame } = await openHost({ page: "rules" });
  await expect(workspace.getByRole("row", { name: /invoice\.paid/ })).toBeVisible();
  await expect.poll(() => height(iframe)).toBeLessThan(700);

  await workspace.getByRole("link", { name: "Events", exact: true }).click();
  await expect.poll(() => height(iframe)).toBeGreaterThan(2_000);
  const inside = await frame();
  expect(await inside.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(
    0,
  );

  await workspace
    .getByRole("link", { name: /booking\.created/ })
    .first()
    .click();
  await expect.poll(() => height(iframe)).toBeLessThan(1_200);
  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect.poll(() => height(iframe)).toBeLessThan(700);

  const resizes = (await readPosts(inside)).filter(({ type }) => type === "meshes:resize");
  const heights = resizes.map(({ text }) => (JSON.parse(text) as { height: number }).height);
  expect(heights.every((value) => Number.isInteger(value) && value > 0)).toBe(true);
  expect(heights.filter((value, index) => value === heights[index - 1])).toEqual([]);
  const frames = resizes.map(({ frameNumber }) => frameNumber);
  expect(new Set(frames).size).toBe(frames.length);
});

for (const width of [360, 768, 1280]) {
  test(`at ${width} pixels nothing grows by itself, and nothing sticks out sideways`, async ({
    backend,
    openHost,
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await backend.demo();
    await backend.emitMany(60);
    const { iframe, workspace, frame } = await openHost({ page: "events" });
    await expect(workspace.getByRole("row", { name: /booking\.created/ })).toHaveCount(50);
    await expect(workspace.getByRole("row", { name: /booking\.created.*ago|just now/ }).first()).toContainText(
      "Delivered",
    );
    await expect.poll(() => height(iframe)).toBeGreaterThan(2_000);
    const seen = await heightsFor(iframe, 5_000);
    expect(Math.max(...seen) - Math.min(...seen)).toBeLessThanOrEqual(1);
    const inside = await frame();
    expect(await inside.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
}

test("very long names break or are cut, so that the frame never scrolls sideways", async ({
  backend,
  openHost,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 900 });
  const long = "workshop.floor_swept_with_a_rather_long_name_that_does_not_fit_anywhere_and_goes_on_and_on";
  const connection = await backend.connect("Accounting-export-of-the-Linden-Street-workshop-without-any-space-in-it");
  await backend.rule({ connection, event: long, resource: long, resource_id: long.slice(0, 64) });
  await backend.emit({ event: long });
  await backend.reached(
    await backend.emit({ event: long, resource: long, resource_id: long.slice(0, 64) }),
    "completed",
  );
  const host = await openHost({ page: "dashboard" });
  const { workspace } = host;
  const inside = await host.frame();
  const overflow = () => inside.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  for (const name of ["Dashboard", "Connections", "Rules", "Events"]) {
    await goTo(host, name);
    await expect(workspace.getByRole("rowheader").first()).toBeVisible();
    expect(await overflow(), name).toBeLessThanOrEqual(0);
  }
  for (const which of [0, 1]) {
    await goTo(host, "Events");
    await workspace.getByRole("rowheader").nth(which).getByRole("link").click();
    await expect(workspace.getByRole("region", { name: "Journey" })).toBeVisible();
    await expect(workspace.getByText(/Delivered after|no active rule/).first()).toBeVisible();
    expect(await overflow(), `event ${which}`).toBeLessThanOrEqual(0);
  }
});
