import { Suspense } from "react";
import { userEvent } from "vitest/browser";
import { Catalog } from "#components/connections/catalog.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import type { Integration, IntegrationType } from "#lib/contracts/integrations.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import names from "#lib/i18n/texts/en/destinations.ts";
import { heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { buildConnection, MAILCHIMP, SLACK, WEBHOOK, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTIONS = `/workspaces/${WORKSPACE_ID}/connections`;

function destination(type: IntegrationType, changes: Partial<Integration> = {}): Integration {
  return { ...WEBHOOK, type, name: names[type], ...changes };
}

/** As many as are worth a search. */
const SEVEN: Integration[] = [
  WEBHOOK,
  SLACK,
  MAILCHIMP,
  ...(["zoom", "resend", "discord", "hubspot"] as const).map((type) => destination(type)),
];

test("says that it is loading until the catalog is there", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("GET", "/integrations", reply);
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByRole("status")).toMatchTextContent("Loading destinations");
  answer(pageOf(WEBHOOK));
  await expect.element(page.getByRole("link", { name: "Webhook" })).toBeVisible();
  await expect.element(page.getByText("Loading destinations")).not.toBeInTheDocument();
});

test("offers nothing to press while the list above it may still change its height", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  api.on("GET", CONNECTIONS, reply);
  const page = await workspace.open(<Catalog />);
  await expect.poll(() => api.calls().map((call) => call.path)).toContain("/integrations");
  await expect.element(page.getByRole("status")).toMatchTextContent("Loading destinations");
  await expect.element(page.getByRole("link")).not.toBeInTheDocument();
  answer(pageOf());
  await expect.element(page.getByRole("link", { name: "Webhook" })).toBeVisible();
});

test("lists what can be connected by name, with what it does and the way there", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(WEBHOOK, SLACK, MAILCHIMP));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  const tiles = page.getByRole("listitem");
  await expect.element(tiles.nth(0)).toMatchTextContent("MailchimpAdds a person to an audience");
  await expect.element(tiles.nth(1)).toMatchTextContent("SlackPosts a message to a channel");
  await expect.element(tiles.nth(2)).toMatchTextContent("WebhookSend webhook");
  await expect
    .element(page.getByRole("link", { name: "Slack" }))
    .toHaveAttribute("href", "/workspace/connections/new/slack");
});

test("lists the actions of a destination that has several", async ({ api, workspace }) => {
  const actions = { ...SLACK.actions, ...MAILCHIMP.actions };
  api.on("GET", "/integrations", pageOf(destination("hubspot", { actions })));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByRole("listitem")).toMatchTextContent("Send message · Add member");
});

test("leaves out what this server cannot connect", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(WEBHOOK, { ...SLACK, available: false }));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByRole("link", { name: "Webhook" })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Slack" })).not.toBeInTheDocument();
});

test("says so when this server can connect nothing at all", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf({ ...SLACK, available: false }));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("No destinations are available on this server");
  await expect.element(page.getByRole("button", { name: "Retry" })).not.toBeInTheDocument();
});

test("counts the connections of each destination, without those that are hidden", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(WEBHOOK, SLACK));
  const [second, hidden] = [buildConnection({ id: "b" }), buildConnection({ id: "c", hidden: true })];
  api.on("GET", CONNECTIONS, pageOf(buildConnection(), second, hidden));
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByText("2 connected")).toBeVisible();
  await expect.element(page.getByRole("listitem").filter({ hasText: /Slack/ })).not.toMatchTextContent("connected");
});

test("can be chosen from although the connections cannot be read", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  api.on("GET", CONNECTIONS, () => refusal(403, "Forbidden", "Not allowed"));
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByRole("link", { name: "Webhook" })).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("can be loaded again after the server failed", async ({ api, workspace }) => {
  api.on("GET", "/integrations", () => refusal(500, "InternalServerError", "Oops"));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  await expect.element(page.getByRole("alert")).toMatchTextContent("Request ID req_1");
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("link", { name: "Webhook" })).toBeVisible();
});

test("has no search while everything is seen at a glance", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(...SEVEN.slice(1)));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  await expect.element(page.getByRole("link", { name: "Zoom" })).toBeVisible();
  await expect.element(page.getByRole("searchbox")).not.toBeInTheDocument();
});

test("finds by name and by what is done there, in any order of the words, and says how many", async ({
  api,
  workspace,
}) => {
  api.on("GET", "/integrations", pageOf(...SEVEN));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  const search = page.getByRole("searchbox", { name: "Find a destination" });
  await search.fill("  MESSAGE slack ");
  await expect.element(page.getByRole("status")).toMatchTextContent("1 destination found");
  expect(
    page
      .getByRole("link")
      .elements()
      .map((link) => link.textContent),
  ).toEqual(["Slack"]);
  await search.fill("send webhook");
  await expect.element(page.getByRole("status")).toMatchTextContent("5 destinations found");
  await search.fill(" ");
  await expect.element(page.getByRole("status")).toMatchTextContent(/^$/);
  expect(page.getByRole("listitem").elements()).toHaveLength(SEVEN.length);
});

test("names the search that found nothing, and takes the focus back to it when everything is shown again", async ({
  api,
  workspace,
}) => {
  api.on("GET", "/integrations", pageOf(...SEVEN));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  const search = page.getByRole("searchbox", { name: "Find a destination" });
  await search.fill("fax ");
  await expect.element(page.getByText("No destination matches “fax”")).toBeVisible();
  await expect.element(page.getByRole("status")).toMatchTextContent("0 destinations found");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.element(page.getByRole("link", { name: "Zoom" })).toBeVisible();
  await expect.element(search).toHaveValue("");
  await expect.element(search).toHaveFocus();
});

test("is walked through with the keyboard, from the search to the first that was found", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(...SEVEN));
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(<Catalog />);
  const search = page.getByRole("searchbox", { name: "Find a destination" });
  await search.click();
  await userEvent.keyboard("zo");
  await expect.element(page.getByRole("status")).toMatchTextContent("1 destination found");
  await userEvent.tab();
  await expect.element(page.getByRole("link", { name: "Zoom" })).toHaveFocus();
});

test("says in the language of the person what destinations do, in the host's words where it has some", async ({
  api,
  workspace,
}) => {
  const newer = destination("zoom", {
    actions: { add: { key: "add", label: "Add a room", noun: "room" } },
  });
  api.on("GET", "/integrations", pageOf(SLACK, newer, WEBHOOK));
  api.on("GET", CONNECTIONS, pageOf());
  const phrases = { "destinations.webhook": "HTTP", "provider-actions.webhook.send_webhook.label": "Abschicken" };
  const page = await workspace.open(
    <LanguageContext value={{ locale: toLocale("de", undefined), phrases }}>
      <Suspense>
        <Catalog />
      </Suspense>
    </LanguageContext>,
  );
  const tiles = page.getByRole("listitem");
  await expect.element(tiles.nth(0)).toMatchTextContent("HTTPAbschicken");
  await expect.element(tiles.nth(1)).toMatchTextContent("SlackSchreibt eine Nachricht in einen Kanal");
  // What this page does not know is said as the server says it.
  await expect.element(tiles.nth(2)).toMatchTextContent("ZoomAdd a room");
});
