import { userEvent } from "vitest/browser";
import { ConnectionsList } from "#components/connections/connections-list.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import {
  buildConnection,
  buildSlackConnection,
  CONNECTION_ID,
  SLACK,
  WEBHOOK,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTIONS = `/workspaces/${WORKSPACE_ID}/connections`;
const CONNECTION = `/connections/${CONNECTION_ID}`;
const SECOND_ID = "0199a3c2-7d5e-7b1a-9c4f-000000000022";
const paused = buildConnection({ active: false, inactive_reason: "manually_inactivated", version: 2 });
const READER = { capabilities: ["read_connections" as const] };

const list = (
  <>
    <PageHeader title="Connections" />
    <ConnectionsList />
  </>
);

test("says that it is loading until the connections are there", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("GET", CONNECTIONS, reply);
  const page = await workspace.open(list);
  await expect.element(page.getByRole("status")).toMatchTextContent("Loading connections");
  answer(pageOf(buildConnection()));
  const row = page.getByRole("row", { name: /Order hook/ });
  await expect.element(row).toMatchTextContent(/Webhook.*hooks\.example\.com.*Active/);
  await expect.element(page.getByRole("status")).not.toBeInTheDocument();
});

test("shows no connection that is hidden", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection({ id: SECOND_ID, name: "Inner", hidden: true })));
  const page = await workspace.open(list);
  await expect.element(page.getByText("No connections yet")).toBeVisible();
  await expect.element(page.getByText(/A connection is a place where events are delivered/)).toBeVisible();
});

test("tells those who may only look whom to ask for the first connection", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf());
  const page = await workspace.open(list, { session: READER });
  await expect.element(page.getByText("An administrator of your workspace can connect a destination.")).toBeVisible();
});

test("offers no changes to those who may only look, and leads them to the mappings", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  const page = await workspace.open(list, { session: READER });
  await expect
    .element(page.getByRole("link", { name: /Order hook/ }))
    .toHaveAttribute("href", `/workspace/connections/${CONNECTION_ID}/mappings`);
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});

test("leads to the settings, by the name and by a link of its own", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  const page = await workspace.open(list);
  const href = `/workspace/connections/${CONNECTION_ID}`;
  await expect.element(page.getByRole("rowheader").getByRole("link")).toHaveAttribute("href", href);
  await expect.element(page.getByRole("link", { name: "Edit Order hook" })).toHaveAttribute("href", href);
});

test("says in each row what is wrong, with the reason for those who cannot see it", async ({ api, workspace }) => {
  const warning = { code: "missing_scope" as const, subject: "groups:read", message: "Private channels are missing." };
  const warned = buildSlackConnection({ id: SECOND_ID, warnings: [warning, { ...warning, subject: "im:read" }] });
  api.on("GET", CONNECTIONS, pageOf(paused, warned));
  const page = await workspace.open(list);
  await expect
    .element(page.getByRole("row", { name: /Order hook/ }))
    .toMatchTextContent(/Inactive: The connection was paused by a person/);
  await expect.element(page.getByRole("row", { name: /Team chat/ })).toMatchTextContent(/Linden Street.*2 warnings/);
});

test("leads to a new sign-in where resuming would not help", async ({ api, workspace }) => {
  const revoked = buildSlackConnection({ active: false, inactive_reason: "oauth_authorization_revoked" });
  api.on("GET", CONNECTIONS, pageOf(revoked));
  const page = await workspace.open(list);
  await expect
    .element(page.getByRole("link", { name: "Reconnect Team chat" }))
    .toHaveAttribute("href", `/workspace/connections/${CONNECTION_ID}`);
  await expect.element(page.getByRole("button", { name: "Resume Team chat" })).not.toBeInTheDocument();
});

test("can be loaded again after the server failed", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(list);
  await expect.element(page.getByRole("alert")).toMatchTextContent("This could not be loaded");
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("row", { name: /Order hook/ })).toBeVisible();
});

test("does not offer to load again what the role may not see", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, () => refusal(403, "Forbidden", "Not allowed"));
  const page = await workspace.open(list);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
  await expect.element(page.getByRole("button", { name: "Retry" })).not.toBeInTheDocument();
  expect(api.calls("GET")).toHaveLength(1);
});

test("pauses a connection after a question, and returns the focus to its row", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  const { reply, answer } = heldReply();
  api.on("PATCH", CONNECTION, reply);
  const page = await workspace.open(list);
  await page.getByRole("button", { name: "Pause Order hook" }).click();
  const question = page.getByRole("alertdialog", { name: "Pause “Order hook”?" });
  await expect.element(question).toHaveAccessibleDescription(/Each delivery waits for up to 72 hours/);
  await expect.element(question.getByRole("button", { name: "Keep it running" })).toHaveFocus();
  await question.getByRole("button", { name: "Pause connection" }).dblClick();
  await expect.element(question.getByRole("button", { name: "Pause connection" })).toBeDisabled();
  api.on("GET", CONNECTIONS, pageOf(paused));
  answer(paused);
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Resume Order hook" })).toHaveFocus();
  expect(api.calls("PATCH").map(({ body }) => body)).toEqual([{ active: false }]);
});

test("warns before resuming that what stopped the connection will stop it again", async ({ api, workspace }) => {
  const refused = buildConnection({ active: false, inactive_reason: "authentication_invalid" });
  api.on("GET", CONNECTIONS, pageOf(refused));
  api.on("PATCH", CONNECTION, () => refusal(409, "Conflict", "It was deleted in the meantime"));
  const page = await workspace.open(list);
  await page.getByRole("button", { name: "Resume Order hook" }).click();
  const question = page.getByRole("alertdialog", { name: "Resume “Order hook”?" });
  await expect.element(question).toHaveAccessibleDescription(/Until that is fixed, deliveries will fail again\./);
  await question.getByRole("button", { name: "Resume connection" }).click();
  await expect.element(question.getByRole("alert")).toMatchTextContent("It was deleted in the meantime");
  expect(api.calls("PATCH").map(({ body }) => body)).toEqual([{ active: true }]);
  await question.getByRole("button", { name: "Leave it paused" }).click();
  await expect.element(question).not.toBeInTheDocument();
});

test("does not warn before resuming what a person has paused", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(paused));
  const page = await workspace.open(list);
  await page.getByRole("button", { name: "Resume Order hook" }).click();
  await expect
    .element(page.getByRole("alertdialog"))
    .toHaveAccessibleDescription("Its waiting deliveries are sent immediately.");
});

test("asks about one connection at a time", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection(), buildSlackConnection({ id: SECOND_ID })));
  api.on("GET", "/integrations", pageOf(WEBHOOK, SLACK));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/rules`, pageOf());
  api.on("GET", `/workspaces/${WORKSPACE_ID}/events`, pageOf());
  const page = await workspace.open(list);
  await page.getByRole("button", { name: "Pause Order hook" }).click();
  await expect.element(page.getByRole("alertdialog", { name: "Pause “Order hook”?" })).toBeVisible();
  await page.getByRole("button", { name: "Delete Team chat" }).click();
  await expect.element(page.getByRole("alertdialog")).toHaveAccessibleName("Disconnect “Team chat”?");
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
});

test("takes a deleted connection out of the list, and the focus to the heading", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection(), buildSlackConnection({ id: SECOND_ID })));
  api.on("GET", "/integrations", pageOf(WEBHOOK, SLACK));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/rules`, pageOf());
  api.on("GET", `/workspaces/${WORKSPACE_ID}/events`, pageOf());
  api.on("DELETE", CONNECTION, { id: CONNECTION_ID, type: "webhook" });
  const page = await workspace.open(list, { url: "/workspace/connections" });
  await page.getByRole("button", { name: "Delete Order hook" }).click();
  await expect.element(page.getByRole("button", { name: "Delete connection" })).toBeEnabled();
  api.on("GET", CONNECTIONS, pageOf(buildSlackConnection({ id: SECOND_ID })));
  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect.element(page.getByRole("row", { name: /Order hook/ })).not.toBeInTheDocument();
  await expect.element(page.getByRole("heading", { name: "Connections" })).toHaveFocus();
});

test("says that what it shows may be old when it could not be read again", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  api.on("PATCH", CONNECTION, paused);
  const page = await workspace.open(list);
  await page.getByRole("button", { name: "Pause Order hook" }).click();
  await expect.element(page.getByRole("alertdialog")).toBeVisible();
  api.on("GET", CONNECTIONS, () => refusal(500, "InternalServerError", "Oops"));
  await page.getByRole("button", { name: "Pause connection" }).click();
  await expect.element(page.getByText(/The latest state could not be loaded/)).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Order hook/ })).toBeVisible();
});
