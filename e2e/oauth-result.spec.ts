import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { beginAttempt } from "#lib/testing/oauth/oauth-journey.ts";
import { startProviders, type Providers } from "./support/providers.ts";
import { startStack, type Stack } from "./support/stack.ts";

const HERE = "Linden Street Cycles";
const ELSEWHERE = "Harbour Yard";

type Customer = { api: ApiClient; begin(body?: object): Promise<{ id: string; startUrl: string }> };

/** The window of the provider alone: what it says, whatever page opened it. */
const test = base.extend<{ customer: Customer }, { providers: Providers; stack: Stack }>({
  providers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const providers = await startProviders();
      await use(providers);
      await providers.close();
    },
    { scope: "worker" },
  ],
  stack: [
    async ({ providers }, use) => {
      const stack = await startStack({ ...providers.variables });
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  customer: async ({ stack, providers }, use) => {
    providers.reset();
    const tenant = await stack.tenant();
    const api = apiClient(stack.url, { kind: "machine", tenant });
    await use({
      api,
      begin: async (body = { type: "slack" }) => {
        const { attempt, start_url: startUrl } = await beginAttempt(api, tenant.workspaceId, body);
        return { id: attempt.id, startUrl };
      },
    });
  },
});

async function decide(page: Page, startUrl: string, button: "Agree" | "Refuse", account = HERE): Promise<void> {
  await page.goto(startUrl);
  await page.getByRole("button", { name: "Continue to Slack" }).click();
  await page.getByLabel(account).check();
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL(/\/oauth\/done/);
}

async function expectGood(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Inherited colours need some frames to arrive at the other theme.
    await expect(async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
    }).toPass({ timeout: 10_000 });
  }
}

test("says to which account it is connected, and what was not granted", async ({ customer, page, providers }) => {
  const complaints: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  page.on("pageerror", (error) => void complaints.push(error.message));
  providers.oauth.vary({ grantedScopes: ["chat:write", "channels:read", "groups:read"] });
  const { startUrl } = await customer.begin();
  await decide(page, startUrl, "Agree");
  await expectGood(page, `Connected to ${HERE}`);
  await expect(page.getByText("The permission chat:write.public was not granted.")).toBeVisible();
  await page.reload();
  await expectGood(page, `Connected to ${HERE}`);
  await page.goto(startUrl);
  await expectGood(page, `Connected to ${HERE}`);
  await page.getByRole("button", { name: "Close this window" }).click();
  await expect(page.getByText("If it stays open, close it yourself.")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("repeats the provider's words when consent was refused", async ({ customer, page }) => {
  const { startUrl } = await customer.begin();
  await decide(page, startUrl, "Refuse");
  await expectGood(page, "Slack was not connected");
  await expect(page.getByText("The user refused the request")).toBeVisible();
});

test("sends back to the workspace to decide about another account", async ({ customer, page }) => {
  const first = await customer.begin();
  await decide(page, first.startUrl, "Agree");
  const { body } = await customer.api.send("GET", `/oauth-attempts/${first.id}`);
  const { startUrl } = await customer.begin({ connection: (body as { connection: string }).connection });
  await decide(page, startUrl, "Agree", ELSEWHERE);
  await expectGood(page, "This is a different account");
  await expect(page.getByText(`You chose ${ELSEWHERE}, but the connection belongs to ${HERE}.`)).toBeVisible();
});

test("shows nothing of its address, and nothing to another browser", async ({ browser, customer, page, stack }) => {
  const { id, startUrl } = await customer.begin();
  await decide(page, startUrl, "Agree");
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`${page.url()}?problem=Call+this+number`);
  await expectGood(stranger, "There is nothing to finish here");
  expect(await stranger.content()).not.toContain("Call this number");
  await stranger.goto(`${stack.url}/oauth/callback/slack?state=${id}.x&code=1`);
  await expectGood(stranger, "There is nothing to finish here");
});

test("is shown in no frame, and tells the window that opened it", async ({ customer, page, stack }) => {
  const { id, startUrl } = await customer.begin();
  await page.goto(`${stack.url}/`);
  const opening = page.waitForEvent("popup");
  await page.evaluate((url) => {
    const told = new Promise((resolve) => window.addEventListener("message", ({ data }) => resolve(data)));
    Object.assign(window, { told });
    window.open(url, "provider");
  }, startUrl);
  const provider = await opening;
  await provider.getByRole("button", { name: "Continue to Slack" }).click();
  await provider.getByRole("button", { name: "Agree" }).click();
  await expect(provider.getByRole("heading", { name: `Connected to ${HERE}` })).toBeVisible();
  const told = await page.evaluate(() => (window as unknown as { told: Promise<unknown> }).told);
  expect(told).toEqual({ type: "meshes:oauth", attempt: id, status: "completed" });
  const { headers } = await fetch(provider.url());
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  await Promise.all([
    provider.waitForEvent("close"),
    // The window goes while it is being clicked: by the mouse, Playwright waits for what cannot answer any more.
    provider
      .getByRole("button", { name: "Close this window" })
      .evaluate((button: HTMLElement) => void requestAnimationFrame(() => button.click())),
  ]);
});
