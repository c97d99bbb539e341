import { test as base } from "./fixtures.ts";
import { startProviders, type Providers } from "./support/providers.ts";
import { startStack } from "./support/stack.ts";

/** The product with providers behind it that people can agree at. */
export const test = base.extend<object, { providers: Providers }>({
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
      const stack = await startStack(providers.variables);
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  watch: async ({ watch, providers }, use) => {
    providers.reset();
    watch.origins.add(providers.url);
    await use(watch);
  },
});

export { expect } from "./fixtures.ts";
