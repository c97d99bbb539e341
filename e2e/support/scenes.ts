import type { FrameLocator, Page } from "@playwright/test";
import { failReads, launchAt, stallReads } from "./api-faults.ts";
import { agree, connectSlack, openConsent, refuse } from "./connect-steps.ts";
import { mappingScenes } from "./mapping-scenes.ts";
import type { Host } from "./open-host.ts";
import { MAILCHIMP_KEY } from "./providers.ts";
import type { Scene, Stage } from "./scene.ts";

const see = (text: string | RegExp) => (workspace: FrameLocator) => workspace.getByText(text).first().waitFor();
const heading = (name: string | RegExp) => (workspace: FrameLocator) =>
  workspace.getByRole("heading", { name }).first().waitFor();
const loaded = (workspace: FrameLocator) => workspace.getByRole("table").getByRole("rowheader").first().waitFor();
const press = (workspace: FrameLocator, name: string | RegExp) =>
  workspace.getByRole("button", { name }).first().click();
const event =
  (name: string) =>
  (page: Page, { events }: Stage) =>
    launchAt(page, `/workspace/events/${events[name]}`);
const at = (path: string) => (page: Page) => launchAt(page, path);

const PAGES = ["dashboard", "connections", "rules", "events"] as const;

const everyPage: Scene[] = PAGES.flatMap((page): Scene[] => [
  { name: `${page}-full`, stage: "full", query: { page }, act: loaded },
  {
    name: `${page}-loading`,
    stage: "full",
    query: { page },
    arrange: stallReads,
    act: (workspace) =>
      workspace
        .getByRole("status")
        .filter({ hasText: /^Loading/ })
        .first()
        .waitFor(),
  },
  { name: `${page}-error`, stage: "full", query: { page }, arrange: failReads, act: see("This could not be loaded") },
  { name: `${page}-member`, stage: "full", query: { page, role: "member" }, act: loaded },
]);

const dashboard: Scene[] = [
  { name: "dashboard-empty", stage: "empty", act: see("Set up delivery") },
  { name: "dashboard-empty-member", stage: "empty", query: { role: "member" }, act: see("Set up delivery") },
  { name: "dashboard-well", stage: "well", act: loaded },
  { name: "dashboard-session", stage: "full", query: { type: "dashboard" }, act: see("Needs attention") },
];

const connections: Scene[] = [
  { name: "connections-empty", stage: "empty", query: { page: "connections" }, act: see("No connections yet") },
  {
    name: "connections-empty-member",
    stage: "empty",
    query: { page: "connections", role: "member" },
    act: see("No connections yet"),
  },
  {
    name: "connections-delete",
    stage: "full",
    query: { page: "connections" },
    act: async (workspace) => {
      await press(workspace, "Delete Order desk webhook");
      await see(/deleted with it/)(workspace);
    },
  },
  {
    name: "connections-pause",
    stage: "full",
    query: { page: "connections" },
    act: async (workspace) => {
      await press(workspace, "Pause Order desk webhook");
      await see(/at most 72 hours/)(workspace);
    },
  },
  {
    name: "connection-edit",
    stage: "full",
    query: { page: "connections" },
    act: async (workspace) => {
      await workspace
        .getByRole("rowheader", { name: /Order desk webhook/ })
        .getByRole("link")
        .click();
      await see("Pause deliveries")(workspace);
    },
  },
  {
    name: "connection-edit-tested",
    stage: "full",
    query: { page: "connections" },
    act: async (workspace) => {
      await workspace
        .getByRole("rowheader", { name: /Accounting export/ })
        .getByRole("link")
        .click();
      await press(workspace, "Send test request");
      await press(workspace, "Show what was sent");
      await see("HTTP 500")(workspace);
    },
  },
  {
    name: "connection-new",
    stage: "full",
    arrange: at("/workspace/connections/new/webhook"),
    act: (workspace) => workspace.getByLabel("Name", { exact: true }).waitFor(),
  },
  {
    name: "connection-new-all-fields",
    stage: "full",
    arrange: at("/workspace/connections/new/webhook"),
    act: async (workspace) => {
      await workspace.getByLabel("Name", { exact: true }).fill("CRM hook");
      for (const select of await workspace.getByRole("combobox").all()) {
        const options = await select.getByRole("option").count();
        await select.selectOption({ index: options - 1 });
      }
      await press(workspace, "Add header");
      await press(workspace, "Add header");
    },
  },
  {
    name: "connection-new-invalid",
    stage: "full",
    arrange: at("/workspace/connections/new/webhook"),
    act: async (workspace) => {
      await workspace.getByLabel("URL").fill("example");
      await press(workspace, "Create connection");
      await see(/full URL/)(workspace);
    },
  },
  {
    name: "connection-new-test-fails",
    stage: "full",
    arrange: at("/workspace/connections/new/webhook"),
    act: async (workspace, _host, { backend }) => {
      await workspace.getByLabel("Name", { exact: true }).fill("CRM hook");
      await workspace.getByLabel("URL").fill(`${backend.receiverUrl}?mode=500`);
      await press(workspace, "Create connection");
      await see("Save without testing")(workspace);
    },
  },
  {
    name: "connection-created",
    stage: "well",
    arrange: at("/workspace/connections/new/webhook"),
    act: async (workspace, _host, { backend }) => {
      await workspace.getByLabel("Name", { exact: true }).fill(`CRM hook ${Date.now()}`);
      await workspace.getByLabel("URL").fill(backend.receiverUrl);
      await press(workspace, "Create connection");
      await heading("Connection created")(workspace);
    },
  },
  {
    name: "connection-edit-inactive",
    stage: "full",
    query: { page: "connections" },
    act: async (workspace) => {
      await workspace
        .getByRole("rowheader", { name: /Newsletter/ })
        .getByRole("link")
        .click();
      await see("Rotate signing secret")(workspace);
    },
  },
  {
    name: "connection-new-forbidden",
    stage: "full",
    query: { role: "member" },
    arrange: at("/workspace/connections/new"),
    act: see("Your role does not allow you to"),
  },
  {
    name: "connection-unknown",
    stage: "full",
    arrange: at("/workspace/connections/0192f3a4-0000-7000-8000-000000000000"),
    act: see("could not be loaded"),
  },
];

const slack = at("/workspace/connections/new/slack");
const connectButton = (workspace: FrameLocator) => workspace.getByRole("button", { name: "Connect Slack" });

/** A connection of its own for each picture, then the page that connects it again. */
async function reconnecting(host: Host): Promise<void> {
  const name = `Team chat ${Math.random().toString(36).slice(2, 8)}`;
  const { workspace } = host;
  await workspace.getByRole("link", { name: "Connections", exact: true }).click();
  await connectSlack(host, name);
  await workspace.getByRole("link", { name: "Done" }).click();
  await workspace.getByRole("rowheader", { name }).getByRole("link").click();
  await press(workspace, "Reconnect");
}

const connecting: Scene[] = [
  {
    name: "catalog",
    stage: "full",
    arrange: at("/workspace/connections/new"),
    act: (workspace) => workspace.getByRole("link", { name: "Slack", exact: true }).waitFor(),
  },
  {
    name: "catalog-loading",
    stage: "full",
    arrange: async (page) => {
      await at("/workspace/connections/new")(page);
      await stallReads(page);
    },
    act: (workspace) => workspace.getByText("Loading destinations").waitFor({ state: "attached" }),
  },
  {
    name: "catalog-no-match",
    stage: "full",
    arrange: at("/workspace/connections/new"),
    act: async (workspace) => {
      await workspace.getByLabel("Find a destination").fill("carrier pigeon");
      await see(/No destination matches/)(workspace);
    },
  },
  {
    name: "connect-key-invalid",
    stage: "full",
    arrange: at("/workspace/connections/new/mailchimp"),
    act: async (workspace) => {
      await workspace.getByLabel("API key").fill("not-a-key");
      await press(workspace, "Create connection");
      await see(/32 hexadecimal/)(workspace);
    },
  },
  {
    name: "connect-key-refused",
    stage: "full",
    arrange: at("/workspace/connections/new/mailchimp"),
    act: async (workspace) => {
      await workspace.getByLabel("API key").fill(`${"f".repeat(32)}-us6`);
      await press(workspace, "Create connection");
      await see(/test request failed/)(workspace);
    },
  },
  {
    name: "connect-key-done",
    stage: "well",
    arrange: at("/workspace/connections/new/mailchimp"),
    act: async (workspace) => {
      await workspace.getByLabel("Name", { exact: true }).fill(`Newsletter ${Math.random().toString(36).slice(2, 8)}`);
      await workspace.getByLabel("API key").fill(MAILCHIMP_KEY);
      await press(workspace, "Create connection");
      await heading("Connection created")(workspace);
    },
  },
  { name: "oauth-start", stage: "full", arrange: slack, act: (workspace) => connectButton(workspace).waitFor() },
  {
    name: "oauth-waiting",
    stage: "full",
    arrange: slack,
    act: async (_workspace, host) => {
      await openConsent(host, "Connect Slack");
      await see(/Waiting for you to finish/)(host.workspace);
    },
  },
  {
    name: "oauth-blocked",
    stage: "full",
    arrange: async (page) => {
      await page.addInitScript(() => {
        window.open = () => null;
      });
      await slack(page);
    },
    act: async (workspace) => {
      await connectButton(workspace).click();
      await see(/your browser has blocked it/)(workspace);
    },
  },
  {
    name: "oauth-refused",
    stage: "full",
    arrange: slack,
    act: async (workspace, host) => {
      await refuse(await openConsent(host, "Connect Slack"));
      await see("Slack was not connected.")(workspace);
    },
  },
  {
    name: "oauth-connected",
    stage: "well",
    arrange: slack,
    act: async (workspace, host) => {
      await workspace.getByLabel(/^Name/).fill(`Team chat ${Math.random().toString(36).slice(2, 8)}`);
      await agree(await openConsent(host, "Connect Slack"));
      await see(/is connected to Linden Street Cycles/)(workspace);
    },
  },
  {
    name: "oauth-reconnect",
    stage: "well",
    query: { page: "connections" },
    act: async (workspace, host) => {
      await reconnecting(host);
      await workspace.getByRole("button", { name: "Reconnect Slack" }).waitFor();
    },
  },
  {
    name: "oauth-wrong-account",
    stage: "well",
    query: { page: "connections" },
    act: async (workspace, host) => {
      await reconnecting(host);
      await agree(await openConsent(host, "Reconnect Slack"), "Harbour Yard");
      await see("This is a different Slack account")(workspace);
    },
  },
  {
    name: "oauth-disconnect",
    stage: "well",
    query: { page: "connections" },
    act: async (workspace, host) => {
      await reconnecting(host);
      await press(workspace, "Disconnect");
      await see(/is revoked/)(workspace);
    },
  },
];

const rules: Scene[] = [
  { name: "rules-empty", stage: "empty", query: { page: "rules" }, act: see("No rules yet") },
  {
    name: "rule-new-without-connection",
    stage: "empty",
    arrange: at("/workspace/rules/new"),
    act: see("No connections yet"),
  },
  {
    name: "rule-new",
    stage: "full",
    arrange: at("/workspace/rules/new"),
    act: (workspace) => workspace.getByLabel("When this event happens").waitFor(),
  },
  {
    name: "rule-new-invalid",
    stage: "full",
    arrange: at("/workspace/rules/new"),
    act: async (workspace) => {
      await workspace.getByLabel(/With this ID/).fill("linden-street");
      await press(workspace, "Create rule");
      await see("A resource ID needs")(workspace);
    },
  },
  {
    name: "rules-delete",
    stage: "full",
    query: { page: "rules" },
    act: async (workspace) => {
      await press(workspace, /Delete the rule for/);
      await see("Delete this rule?")(workspace);
    },
  },
  {
    name: "rules-pause",
    stage: "full",
    query: { page: "rules" },
    act: async (workspace) => {
      await press(workspace, /Pause the rule for/);
      await see("Pause this rule?")(workspace);
    },
  },
  { name: "rules-resource-session", stage: "full", query: { page: "rules", type: "resource" }, act: loaded },
];

const events: Scene[] = [
  { name: "events-empty", stage: "empty", query: { page: "events" }, act: see("No events yet") },
  {
    name: "events-no-match",
    stage: "full",
    arrange: at("/workspace/events?event=order.lost&status=failed"),
    act: see("No event matches"),
  },
  { name: "events-failing", stage: "full", arrange: at("/workspace/events?status=failed"), act: loaded },
  {
    name: "events-retry-all",
    stage: "full",
    arrange: at("/workspace/events?status=failed"),
    act: async (workspace) => {
      await press(workspace, "Retry all…");
      await see(/can be retried/)(workspace);
    },
  },
  { name: "events-resource-session", stage: "full", query: { page: "events", type: "resource" }, act: loaded },
  {
    name: "events-test-panel",
    stage: "full",
    arrange: at("/workspace/events?test=true"),
    act: async (workspace) => {
      await loaded(workspace);
      await workspace.getByLabel("Event", { exact: true }).last().waitFor();
    },
  },
  {
    name: "events-test-panel-invalid",
    stage: "full",
    arrange: at("/workspace/events?test=true"),
    act: async (workspace) => {
      await workspace.getByLabel("Payload").fill("{ not json");
      await press(workspace, "Send event");
      await see(/Not valid JSON/)(workspace);
    },
  },
  {
    name: "events-test-panel-sent",
    stage: "well",
    arrange: at("/workspace/events?test=true"),
    act: async (workspace) => {
      await workspace
        .getByRole("region", { name: "Send a test event" })
        .or(workspace.getByRole("form"))
        .or(workspace.locator("form"))
        .first()
        .getByRole("combobox")
        .first()
        .fill("booking.created");
      await press(workspace, "Send event");
      await see("View the event")(workspace);
    },
  },
];

const details: Scene[] = [
  { name: "event-delivered", stage: "full", arrange: event("delivered"), act: see(/repair\.completed/) },
  { name: "event-mixed", stage: "full", arrange: event("mixed"), act: see(/Next attempt/) },
  {
    name: "event-failed-details",
    stage: "full",
    arrange: event("failed"),
    act: async (workspace) => {
      await press(workspace, /Details/);
      await see("Secrets and credentials are masked.")(workspace);
    },
  },
  { name: "event-waiting", stage: "full", arrange: event("waiting"), act: see(/connection is inactive/) },
  {
    name: "event-cancel",
    stage: "full",
    arrange: event("mixed"),
    act: async (workspace) => {
      await workspace.getByRole("button", { name: "Cancel", exact: true }).first().click();
      await see(/Cancel the delivery/)(workspace);
    },
  },
  {
    name: "event-cancel-all",
    stage: "full",
    arrange: event("mixed"),
    act: async (workspace) => {
      await press(workspace, "Cancel event");
      await see(/open deliver/)(workspace);
    },
  },
  { name: "event-no-rule", stage: "full", arrange: event("unmatched"), act: see("No rule matched") },
  {
    name: "event-withheld",
    stage: "full",
    query: { role: "member" },
    arrange: event("delivered"),
    act: see(/Only administrators/),
  },
  {
    name: "event-unknown",
    stage: "full",
    arrange: at("/workspace/events/0192f3a4-0000-7000-8000-000000000000"),
    act: see("This event could not be loaded"),
  },
  {
    name: "event-error",
    stage: "full",
    arrange: async (page, stage) => {
      await event("delivered")(page, stage);
      await failReads(page);
    },
    act: see("This event could not be loaded"),
  },
  {
    name: "event-loading",
    stage: "full",
    arrange: async (page, stage) => {
      await event("delivered")(page, stage);
      await stallReads(page);
    },
    act: (workspace) => workspace.getByText("Loading the event").waitFor({ state: "attached" }),
  },
  {
    name: "event-forbidden",
    stage: "full",
    query: { type: "dashboard" },
    arrange: event("delivered"),
    act: see("This event could not be loaded"),
  },
];

const sessions: Scene[] = [
  {
    name: "session-revoked",
    stage: "full",
    query: { page: "events" },
    act: async (workspace, host, { backend }) => {
      await loaded(workspace);
      await backend.revoke(host.session().session_id);
      await workspace.getByText("Your access to this workspace was ended.").waitFor({ timeout: 60_000 });
    },
  },
  {
    name: "session-offline",
    stage: "full",
    query: { page: "events" },
    act: async (workspace, host) => {
      await loaded(workspace);
      await failReads(host.page);
      await see("The latest state could not be loaded")(workspace);
    },
  },
  {
    name: "session-waiting",
    stage: "full",
    arrange: async (page) => {
      await page.route("**/embed.js", async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          body: (await response.text()).replace('"meshes:auth", token', '"meshes:other", token'),
        });
      });
    },
    act: see("has not sent an access token"),
  },
  {
    name: "launch-refused",
    stage: "full",
    arrange: async (page, { backend }) => {
      await page.route("**/backend/session", async (route) => {
        const response = await route.fetch();
        const session = (await response.json()) as { session_id: string };
        await backend.revoke(session.session_id);
        await route.fulfill({ response });
      });
    },
    act: heading("Invalid or expired embed launch token"),
  },
  { name: "page-unknown", stage: "full", arrange: at("/workspace/nothing"), act: see("This page does not exist") },
];

export const scenes: readonly Scene[] = [
  ...mappingScenes,
  ...everyPage,
  ...dashboard,
  ...connections,
  ...connecting,
  ...rules,
  ...events,
  ...details,
  ...sessions,
];
