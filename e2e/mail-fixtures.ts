import { ConnectionCreated } from "#lib/contracts/connections.ts";
import { test as base } from "./fixtures.ts";
import type { Backend } from "./support/backend.ts";
import { MAILCHIMP_KEY, SENDGRID_KEY, startMailProviders, type MailProviders } from "./support/mail-providers.ts";
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

const METADATA = {
  mailchimp: { api_key: MAILCHIMP_KEY, data_center: "us6" },
  sendgrid: { api_key: SENDGRID_KEY },
};

/** A connection to one of the two, made by the company's backend. */
export async function connectMail(
  { api, workspaceId }: Backend,
  type: keyof typeof METADATA,
  name: string,
): Promise<string> {
  const answer = await api.send("POST", "/connections", {
    workspace: workspaceId,
    type,
    name,
    metadata: METADATA[type],
  });
  if (answer.status !== 201) throw new Error(`Connecting ${type} answered ${answer.status}: ${answer.text}`);
  return ConnectionCreated.parse(answer.body).connection.id;
}
