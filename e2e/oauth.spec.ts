import type { FrameLocator } from "@playwright/test";
import { expect, test } from "./oauth-fixtures.ts";
import { launchAt } from "./support/api-faults.ts";
import { agree, atConsent, connectSlack, openConsent, refuse, toSlack } from "./support/connect-steps.ts";
import { findAlert, goTo } from "./support/embed-steps.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import type { Host } from "./support/open-host.ts";

const HERE = "Linden Street Cycles";
const ELSEWHERE = "Harbour Yard";

const connected = (workspace: FrameLocator) => workspace.getByText(/is connected to Linden Street Cycles/);

/** From the panel that says what was connected to a rule that writes into #bookings. */
async function makeRule({ workspace, settle }: Host): Promise<void> {
  await workspace.getByRole("link", { name: "Create a rule" }).click();
  await workspace.getByLabel("When this event happens").fill("booking.created");
  await workspace.getByRole("combobox", { name: "Channel" }).fill("book");
  await workspace.getByRole("option", { name: /bookings/ }).click();
  await workspace.getByRole("textbox", { name: "Message" }).fill("New booking by {{email}}");
  await settle();
  await workspace.getByRole("button", { name: "Create rule" }).click();
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
}

/** To the page of a connection, from wherever. */
async function toConnection(host: Host, name: string): Promise<void> {
  await goTo(host, "Connections");
  await host.workspace.getByRole("link", { name: `Edit ${name}` }).click();
  await expect(host.workspace.getByRole("heading", { name: "Slack account" })).toBeVisible();
}

test("an account is connected from inside the frame, and an event reaches the channel that was chosen", async ({
  backend,
  openHost,
  providers,
}) => {
  const host = await openHost({ page: "connections" });
  await toSlack(host.workspace);
  await expect(host.workspace.getByText("Posts a message to a channel")).toBeVisible();
  await agree(await openConsent(host, "Connect Slack"));
  await expect(connected(host.workspace)).toBeVisible();
  await makeRule(host);
  await backend.reached(await backend.emit(), "completed");
  expect(providers.messages).toEqual([
    { team: HERE, channel: "C01", text: "New booking by ilse.verhoeven@example.com" },
  ]);
});

test("the same when the provider's pages cut themselves off from the frame", async ({
  backend,
  openHost,
  providers,
}) => {
  providers.oauth.vary({ isolatesPages: true });
  const host = await openHost({ page: "connections" });
  await toSlack(host.workspace);
  const window = await openConsent(host, "Connect Slack");
  expect(await window.evaluate(() => window.opener === null)).toBe(true);
  await expect(host.workspace.getByText("Waiting for you to finish at Slack")).toBeVisible();
  await agree(window);
  await expect(connected(host.workspace)).toBeVisible();
  await makeRule(host);
  await backend.reached(await backend.emit(), "completed");
  expect(providers.messages).toHaveLength(1);
});

test("in a host page with an opener policy the window opens, and nothing claims that it did not", async ({
  context,
  openHost,
}) => {
  const host = await openHost({ page: "connections", coop: "same-origin" });
  await toSlack(host.workspace);
  const opening = context.waitForEvent("page");
  await host.workspace.getByRole("button", { name: "Connect Slack" }).click();
  await expect(findAlert(host.workspace, "If you do not see a window")).toBeVisible();
  await agree(await atConsent(await opening));
  await expect(connected(host.workspace)).toBeVisible();
});

test("a blocked window becomes a link, with the reason", async ({ context, openHost }) => {
  await context.addInitScript(() => {
    window.open = () => null;
  });
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await toSlack(workspace);
  await workspace.getByRole("button", { name: "Connect Slack" }).click();
  await expect(findAlert(workspace, "your browser has blocked it")).toBeVisible();
  const opening = context.waitForEvent("page");
  await workspace.getByRole("link", { name: "Open Slack" }).click();
  await agree(await atConsent(await opening));
  await expect(connected(workspace)).toBeVisible();
});

test("a frame that may open nothing at all still has the address", async ({ context, openHost, watch }) => {
  watch.expected.push(/allow-popups/);
  await context.addInitScript(() => {
    const create = document.createElement.bind(document);
    document.createElement = (name: string, options?: ElementCreationOptions) => {
      const element = create(name, options);
      if (name === "iframe") element.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
      return element;
    };
  });
  const { workspace } = await openHost({ page: "connections" });
  await toSlack(workspace);
  await workspace.getByRole("button", { name: "Connect Slack" }).click();
  await expect(workspace.getByRole("button", { name: "Copy the link" })).toBeVisible();
  const address = await workspace.getByRole("link", { name: "Open Slack" }).getAttribute("href");
  const tab = await context.newPage();
  await tab.goto(address ?? "");
  await agree(await atConsent(tab));
  await expect(connected(workspace)).toBeVisible();
});

test("a refusal is told in the provider's words, and can be taken back", async ({ openHost }) => {
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await toSlack(workspace);
  await refuse(await openConsent(host, "Connect Slack"));
  const problem = findAlert(workspace, "Slack was not connected.");
  await expect(problem).toContainText("The user refused the request (access_denied)");
  await agree(await openConsent(host, "Try again"));
  await expect(connected(workspace)).toBeVisible();
});

test("a closed window is opened again where it was", async ({ openHost }) => {
  const host = await openHost({ page: "connections" });
  await toSlack(host.workspace);
  const first = await openConsent(host, "Connect Slack");
  await first.close();
  await agree(await openConsent(host, "Continue"));
  await expect(connected(host.workspace)).toBeVisible();
});

test("an attempt outlives a reload of the page around it", async ({ openHost, page }) => {
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await toSlack(workspace);
  const window = await openConsent(host, "Connect Slack");
  await expect(workspace.getByText("Waiting for you to finish at Slack")).toBeVisible();
  await expect.poll(() => page.url()).toContain("attempt");
  await launchAt(page, new URL(page.url()).hash.slice(1));
  await page.reload();
  await expect(workspace.getByText("this page was reloaded in the meantime", { exact: false })).toBeVisible();
  await agree(window);
  await expect(connected(workspace)).toBeVisible();
});

test("an attempt outlives other pages of the workspace", async ({ openHost }) => {
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await toSlack(workspace);
  const window = await openConsent(host, "Connect Slack");
  await goTo(host, "Rules");
  await goTo(host, "Connections");
  await expect(workspace.getByText("Connecting to Slack is not finished yet.")).toBeVisible();
  await workspace.getByRole("link", { name: "Continue" }).click();
  await window.close();
  await agree(await openConsent(host, "Continue"));
  await expect(connected(workspace)).toBeVisible();
  await goTo(host, "Connections");
  await expect(workspace.getByRole("row", { name: /Linden Street Cycles/ })).toBeVisible();
  await expect(workspace.getByText("is not finished yet", { exact: false })).toBeHidden();
});

test("an attempt is given up, and another one started", async ({ openHost }) => {
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await toSlack(workspace);
  const window = await openConsent(host, "Connect Slack");
  await workspace.getByRole("button", { name: "Cancel" }).click();
  await expect(workspace.getByText("Canceled. Nothing was changed.")).toBeVisible();
  await window.close();
  await agree(await openConsent(host, "Connect Slack"));
  await expect(connected(workspace)).toBeVisible();
});

test("signing in with another account changes nothing before somebody says so", async ({
  backend,
  openHost,
  providers,
}) => {
  test.slow();
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await connectSlack(host, "Team chat");
  await makeRule(host);
  await toConnection(host, "Team chat");
  await workspace.getByRole("button", { name: "Reconnect", exact: true }).click();
  await agree(await openConsent(host, "Reconnect Slack"), ELSEWHERE);
  const question = workspace.getByRole("alertdialog", { name: "This is a different Slack account" });
  await expect(question).toContainText(HERE);
  await expect(question).toContainText(ELSEWHERE);
  await question.getByRole("button", { name: "Keep the current account" }).click();
  await expect(workspace.getByText("Canceled. Nothing was changed.")).toBeVisible();
  const account = workspace.getByRole("region", { name: "Slack account" });
  await expect(account).toContainText(HERE);

  await agree(await openConsent(host, "Reconnect Slack"), ELSEWHERE);
  await question.getByRole("button", { name: "Replace" }).click();
  await expect(workspace.getByText("Slack is connected again")).toBeVisible();
  await expect(account).toContainText(ELSEWHERE);
  await backend.reached(await backend.emit(), "completed");
  expect(providers.messages.map(({ team }) => team)).toEqual([ELSEWHERE]);
});

test("a connection that lost its access is found on the dashboard, and reconnected, and what waited is sent", async ({
  backend,
  openHost,
  providers,
}) => {
  test.slow();
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await connectSlack(host, "Team chat");
  await makeRule(host);
  providers.oauth.forget("T0LINDEN");
  const event = await backend.emit();
  await goTo(host, "Dashboard");
  const attention = workspace.getByRole("region", { name: "Needs attention" });
  await expect(attention).toContainText("Inactive.");
  await attention.getByRole("link", { name: "Reconnect" }).click();
  await expect(workspace.getByRole("button", { name: "Resume" })).toBeHidden();
  await agree(await openConsent(host, "Reconnect Slack"));
  await expect(workspace.getByText("Slack is connected again")).toBeVisible();
  await expect(workspace.getByText("Inactive.")).toBeHidden();
  await backend.reached(event, "completed");
  expect(providers.messages).toHaveLength(1);
});

test("what was not granted is said with what it breaks, and stays to be seen", async ({ openHost, providers }) => {
  providers.oauth.vary({ grantedScopes: ["chat:write", "chat:write.public", "channels:read"] });
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await connectSlack(host, "Team chat");
  await expect(workspace.getByText(/groups:read.*private channels/)).toBeVisible();
  await workspace.getByRole("link", { name: "Done" }).click();
  await expect(workspace.getByRole("row", { name: /Team chat/ })).toContainText("1 warning");
});

test("a connected account is renamed, checked and disconnected", async ({ openHost }) => {
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await connectSlack(host, "Team chat");
  await toConnection(host, "Team chat");
  await workspace.getByRole("textbox", { name: "Name" }).fill("Front desk chat");
  await workspace.getByRole("button", { name: "Save name" }).click();
  await expect(workspace.getByText("Saved.")).toBeVisible();
  await workspace.getByRole("button", { name: "Check now" }).click();
  await expect(workspace.getByText(`Slack knows this account: ${HERE}`, { exact: false })).toBeVisible();
  await workspace.getByRole("button", { name: "Disconnect" }).click();
  const question = workspace.getByRole("alertdialog", { name: "Disconnect “Front desk chat”?" });
  await expect(question).toContainText("Access to the Slack account is revoked.");
  await question.getByRole("button", { name: "Disconnect" }).click();
  // Given back, or kept: other tests on this server connect the same account.
  await expect(workspace.getByText(/^Slack was disconnected.*access/)).toBeVisible();
  await expect(workspace.getByText("No connections yet")).toBeVisible();
});

test("every step can be used by everybody", async ({ openHost, page }) => {
  test.slow();
  const host = await openHost({ page: "connections" });
  const { workspace } = host;
  await toSlack(workspace);
  await expectAccessible(page, "Connect Slack");
  const window = await openConsent(host, "Connect Slack");
  await expect(workspace.getByText("Waiting for you to finish at Slack")).toBeVisible();
  await expectAccessible(page, "Waiting");
  await refuse(window);
  await expect(findAlert(workspace, "Slack was not connected.")).toBeVisible();
  await expectAccessible(page, "Refused");
  await agree(await openConsent(host, "Try again"));
  await expect(connected(workspace)).toBeVisible();
  await expectAccessible(page, "Connected");
  await toConnection(host, HERE);
  await expectAccessible(page, "Connection");
  await workspace.getByRole("button", { name: "Reconnect", exact: true }).click();
  await agree(await openConsent(host, "Reconnect Slack"), ELSEWHERE);
  await expect(workspace.getByRole("button", { name: "Replace" })).toBeVisible();
  await expectAccessible(page, "Another account");
  await workspace.getByRole("button", { name: "Keep the current account" }).click();
  await (await host.frame()).evaluate(() => Object.assign(globalThis, { open: () => null }));
  await workspace.getByRole("button", { name: "Reconnect Slack" }).click();
  await expect(findAlert(workspace, "your browser has blocked it")).toBeVisible();
  await expectAccessible(page, "Blocked");
});
