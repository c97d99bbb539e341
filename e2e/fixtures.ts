import { test as base } from "@playwright/test";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { startHost } from "./host/start-host.ts";
import { createBackend, type Backend } from "./support/backend.ts";
import { hostUrl, openHost, type Host, type HostQuery } from "./support/open-host.ts";
import { startOutsider, type Outsider } from "./support/outsider.ts";
import { printFrames } from "./support/print-frames.ts";
import { startStack, type Stack } from "./support/stack.ts";
import { makeClicksSure } from "./support/sure-click.ts";
import { translatorScript } from "./support/translator.ts";
import { watchContext, type Watch } from "./support/watch.ts";

type WorkerFixtures = { stack: Stack };

type TestFixtures = {
  /** Whether the browser translates every document that it loads, and everything that is added to it. */
  isTranslated: boolean;
  /** A new customer of the server: an organization, its machine key and a workspace. */
  tenant: Tenant;
  /** Origin of the company's page that embeds the workspace. */
  hostOrigin: string;
  outsider: Outsider;
  backend: Backend;
  /** Fails the test when a page complains; `watch.expected.push(...)` names what the test causes on purpose. */
  watch: Watch;
  openHost: (query?: HostQuery, path?: string) => Promise<Host>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  isTranslated: [false, { option: true }],
  context: async ({ context, isTranslated }, use) => {
    if (isTranslated) await context.addInitScript(translatorScript);
    await use(context);
  },
  tenant: async ({ stack }, use) => use(await stack.tenant()),
  hostOrigin: async ({ stack, tenant }, use) => {
    const host = await startHost({ ...tenant, port: 0, apiUrl: stack.url });
    await use(host.url);
    await host.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  outsider: async ({}, use) => {
    const outsider = await startOutsider();
    await use(outsider);
    await outsider.close();
  },
  backend: async ({ stack, tenant, hostOrigin }, use) =>
    use(createBackend({ tenant, apiUrl: stack.url, hostUrl: hostOrigin })),
  watch: [
    async ({ context, stack, hostOrigin }, use, test) => {
      const watch = await watchContext(context, [stack.url, hostOrigin]);
      await use(watch);
      if (test.status !== test.expectedStatus) await printFrames(context, test.title);
      await watch.check();
    },
    { auto: true },
  ],
  page: async ({ page }, use) => {
    makeClicksSure(page);
    await use(page);
  },
  openHost: async ({ page, hostOrigin }, use) =>
    use((query = {}, path = "/") => openHost(page, hostUrl(hostOrigin, query, path))),
});

export { expect } from "@playwright/test";
