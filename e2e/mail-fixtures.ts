import { test as base } from "./fixtures.ts";
import { startMailProviders, type MailProviders } from "./support/mail-providers.ts";
import { startStack } from "./support/stack.ts";

/** A server whose Mailchimp and SendGrid are made up. */
export const test = base.extend<{ provider: MailProviders }, { providers: MailProviders }>({
  providers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const providers = await startMailProviders();
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
  provider: async ({ providers }, use) => {
    providers.reset();
    await use(providers);
  },
});

export { expect } from "@playwright/test";
