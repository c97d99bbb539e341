import { expect, type FrameLocator, type Page } from "@playwright/test";
import type { Host } from "./open-host.ts";

/** Clicks what opens the provider's window, and answers with that window at its consent page. */
export async function openConsent({ page, workspace }: Host, button: string | RegExp): Promise<Page> {
  const opening = page.context().waitForEvent("page");
  await workspace.getByRole("button", { name: button }).click();
  return atConsent(await opening);
}

/** Past our own page, which says who asks for the account, to the provider's. */
export async function atConsent(window: Page): Promise<Page> {
  await window.getByRole("button", { name: /^Continue to / }).click();
  await expect(window.getByRole("heading", { name: "Give access" })).toBeVisible();
  return window;
}

export async function agree(window: Page, account = "Linden Street Cycles"): Promise<void> {
  await window.getByLabel(account).check();
  await window.getByRole("button", { name: "Agree" }).click();
}

export async function refuse(window: Page): Promise<void> {
  await window.getByRole("button", { name: "Refuse" }).click();
}

/** From a page with the catalog to the page that connects Slack, until its button can be pressed. */
export async function toSlack(workspace: FrameLocator): Promise<void> {
  await workspace.getByRole("link", { name: "Slack", exact: true }).click();
  await expect(workspace.getByRole("button", { name: "Connect Slack" })).toBeEnabled();
}

/** A Slack connection of this name, made as a person makes it. */
export async function connectSlack(host: Host, name: string): Promise<void> {
  await toSlack(host.workspace);
  await host.workspace.getByLabel(/^Name/).fill(name);
  await agree(await openConsent(host, "Connect Slack"));
  await expect(host.workspace.getByText(`${name} is connected to Linden Street Cycles`)).toBeVisible();
}
