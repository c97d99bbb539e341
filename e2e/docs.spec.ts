import { AxeBuilder } from "@axe-core/playwright";
import { DOC_SLUGS } from "#lib/docs/nav.ts";
import { referenceTags } from "#lib/docs/reference.ts";
import { expect, test } from "./fixtures.ts";
import { startDocumentedHost } from "./support/documented-host.ts";
import { newWebhook } from "./support/embed-steps.ts";

const PAGES = [
  "/docs",
  ...DOC_SLUGS.map((slug) => `/docs/${slug}`),
  "/docs/api",
  ...referenceTags.map(({ href }) => href),
];
const ONE_OF_EACH_KIND = ["/docs", "/docs/delivery", "/docs/api", "/docs/api/events"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// That no page complains and nothing is loaded from elsewhere, the fixtures check in every test.
test("every page opens, fits a narrow screen, and leads on to the next one", async ({ page, stack }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 800 });
  for (const [index, path] of PAGES.entries()) {
    const response = await page.goto(stack.url + path);
    expect(response?.status(), path).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
    const next = PAGES[index + 1];
    if (index === 0 || next === undefined) continue;
    await expect(page.locator("a[rel=next]"), path).toHaveAttribute("href", next);
  }
});

for (const path of ONE_OF_EACH_KIND) {
  test(`${path} is accessible, narrow and light, wide and dark`, async ({ page, stack }) => {
    test.slow();
    for (const [colorScheme, width] of [
      ["light", 360],
      ["dark", 1400],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Loaded in its theme: one that changes on the page passes through colours that are neither.
      await page.goto(stack.url + path);
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(" ")) }));
      expect(found, `${colorScheme}, ${width}`).toEqual([]);
    }
  });
}

test("the reference shows every operation, at an address of its own", async ({ page, stack }) => {
  await page.goto(`${stack.url}/docs/api`);
  for (const { name, operations } of referenceTags) {
    for (const { href } of operations) await expect(page.locator(`main a[href="${href}"]`), name).toBeVisible();
  }
  for (const { href, operations } of referenceTags) {
    await page.goto(stack.url + href);
    for (const { operationId, summary } of operations) {
      await expect(page.locator(`#${operationId}`).getByRole("heading", { level: 2 })).toContainText(summary);
    }
  }
});

test("without JavaScript the pages, their navigation and the reference work", async ({ browser, stack }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${stack.url}/docs`);
  await page.getByText("All pages").click();
  await page
    .getByRole("navigation", { name: "All pages" })
    .getByRole("link", { name: "Rules", exact: true })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rules");
  await page.goto(`${stack.url}/docs/api/events#createEvent`);
  await page.locator("#createEvent").getByText("Keys of payload").click();
  await expect(page.locator("#createEvent").getByText("email", { exact: true }).last()).toBeVisible();
  await context.close();
});

test("an address that leads nowhere says so, with the way back", async ({ page, stack, watch }) => {
  watch.expected.push(/status of 404/);
  const response = await page.goto(`${stack.url}/docs/no/such/page`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This page does not exist" })).toBeVisible();
  await expect(page.locator("main").getByRole("link", { name: /All pages/ })).toHaveAttribute("href", "/docs");
});

test("the texts for language models name every page and every operation", async ({ request, stack }) => {
  const index = await (await request.get(`${stack.url}/llms.txt`)).text();
  const full = await (await request.get(`${stack.url}/llms-full.txt`)).text();
  for (const slug of DOC_SLUGS) {
    expect(index).toContain(`(/docs/${slug}.md)`);
    const page = await request.get(`${stack.url}/docs/${slug}.md`);
    expect(page.headers()["content-type"]).toContain("text/plain");
    expect(full).toContain(await page.text());
  }
  for (const { operations } of referenceTags) {
    for (const { method, path } of operations) expect(full).toContain(`\`${method} ${path}\``);
  }
});

// The second is what the page on security says of a sandboxed frame.
for (const sandbox of ["", `sandbox="allow-scripts allow-same-origin allow-forms"`]) {
  test(`the host of the embed quickstart opens the workspace ${sandbox}`, async ({ page, stack, tenant, watch }) => {
    const host = await startDocumentedHost(stack, tenant, sandbox);
    watch.origins.add(host.url);
    watch.expected.push(/favicon/, /status of 404/);
    try {
      await page.goto(host.url);
      const frame = page.locator("iframe");
      const workspace = frame.contentFrame();
      await expect(workspace.getByRole("heading", { name: "Dashboard", exact: true })).toBeVisible();
      await expect.poll(async () => (await frame.boundingBox())?.height).toBeGreaterThanOrEqual(480);
      await workspace.getByRole("link", { name: "Connections", exact: true }).click();
      await newWebhook(workspace);
      await workspace.getByRole("button", { name: "Create connection" }).click();
      await expect(workspace.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
    } finally {
      await host.stop();
    }
  });
}
