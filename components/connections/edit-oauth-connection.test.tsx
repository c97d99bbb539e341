import { beforeEach, vi } from "vitest";
import { EditOAuthConnection } from "#components/connections/edit-oauth-connection.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { heldReply, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  ATTEMPT_ID,
  buildOAuthAttempt,
  buildSlackConnection,
  CONNECTION_ID,
  SLACK,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const ATTEMPTS = `/workspaces/${WORKSPACE_ID}/oauth-attempts`;
const ATTEMPT = `/oauth-attempts/${ATTEMPT_ID}`;
const HERE = `/workspace/connections/${CONNECTION_ID}`;
const BACK = `${HERE}?attempt=${ATTEMPT_ID}`;

const openWindow = vi.spyOn(window, "open");
beforeEach(() => {
  openWindow.mockReset().mockReturnValue({ closed: false, focus: () => {} } as unknown as Window);
});

const confirming = buildOAuthAttempt({
  status: "confirming",
  is_reconnect: true,
  connection: CONNECTION_ID,
  account: { id: "T0HARBOUR", label: "Harbour Yard" },
  previous_account: { id: "T0LINDEN", label: "Linden Street Cycles" },
});

/** What comes of a decision is seen when the attempt is read again. */
function answerDecision(api: FakeApi, decision: "confirm" | "cancel", status: "completed" | "canceled") {
  api.on("POST", `${ATTEMPT}/${decision}`, () => {
    api.on("GET", ATTEMPT, { ...confirming, status });
    return { ...confirming, status };
  });
}

const part = (connection: Connection) => <EditOAuthConnection connection={connection} integration={SLACK} />;

test("asks for no sign-in that nobody wants, and names the account", async ({ api, workspace }) => {
  const page = await workspace.open(part(buildSlackConnection()), { url: HERE });
  await expect.element(page.getByRole("region", { name: "Slack account" })).toMatchTextContent("Linden Street Cycles");
  await expect.element(page.getByRole("button", { name: "Reconnect Slack" })).not.toBeInTheDocument();
  expect(api.calls()).toEqual([]);
});

test("reconnects when asked: with the connection alone, and with the account to sign in as", async ({
  api,
  workspace,
}) => {
  api.on("POST", ATTEMPTS, { attempt: buildOAuthAttempt({ is_reconnect: true }), start_url: "/oauth/start/1" });
  api.on("GET", ATTEMPT, buildOAuthAttempt({ is_reconnect: true }));
  const page = await workspace.open(part(buildSlackConnection()), { url: HERE });
  await page.getByRole("button", { name: "Reconnect" }).click();
  const section = page.getByRole("region", { name: "Reconnect Slack" });
  await expect.element(section).toMatchTextContent("Sign in as Linden Street Cycles. Rules and the mapping stay");
  await expect.element(page.getByRole("button", { name: "Reconnect" })).not.toBeInTheDocument();
  await section.getByRole("button", { name: "Reconnect Slack" }).click();
  await expect.element(section).toMatchTextContent("Waiting for you to finish at Slack");
  expect(api.calls("POST").map(({ path, body }) => [path, body])).toEqual([[ATTEMPTS, { connection: CONNECTION_ID }]]);
});

test("asks for a sign-in by itself when the access was lost", async ({ api, workspace }) => {
  api.on("POST", ATTEMPTS, { attempt: buildOAuthAttempt(), start_url: "/oauth/start/1" });
  const lost = buildSlackConnection({
    active: false,
    inactive_reason: "oauth_reauthorization_required",
    metadata: {},
  });
  const page = await workspace.open(part(lost), { url: HERE });
  await expect.element(page.getByText(/The connected account requires a new sign-in\./)).toBeVisible();
  await expect.element(page.getByText(/^Sign in with the account that is already connected\./)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Reconnect Slack" })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Resume" })).not.toBeInTheDocument();
  await expect.element(page.getByText("Unnamed account")).toBeVisible();
});

test("asks before it replaces one account by another, with both names and the focus on what is harmless", async ({
  api,
  workspace,
}) => {
  api.on("GET", ATTEMPT, confirming);
  answerDecision(api, "confirm", "completed");
  const page = await workspace.open(part(buildSlackConnection()), { url: BACK });
  const question = page.getByRole("alertdialog", { name: "This is a different Slack account" });
  await expect
    .element(question)
    .toHaveAccessibleDescription(/uses Linden Street Cycles\. You have just signed in to Harbour Yard\./);
  await expect.element(question.getByRole("button", { name: "Keep the current account" })).toHaveFocus();
  await question.getByRole("button", { name: "Replace" }).click();
  await expect
    .element(page.getByRole("status"))
    .toMatchTextContent("Slack is connected again, to Linden Street Cycles. Its waiting deliveries are being sent.");
  expect(api.calls("POST").map(({ path, body }) => [path, body])).toEqual([[`${ATTEMPT}/confirm`, undefined]]);
});

test("keeps the account that was connected", async ({ api, workspace }) => {
  api.on("GET", ATTEMPT, confirming);
  answerDecision(api, "cancel", "canceled");
  api.on("POST", ATTEMPTS, { attempt: buildOAuthAttempt(), start_url: "/oauth/start/1" });
  const page = await workspace.open(part(buildSlackConnection()), { url: BACK });
  await page.getByRole("button", { name: "Keep the current account" }).click();
  await expect.element(page.getByText("Canceled. Nothing was changed.")).toBeVisible();
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  expect(api.calls("POST")[0]?.path).toBe(`${ATTEMPT}/cancel`);
});

test("decides once, and only one way", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("GET", ATTEMPT, confirming);
  api.on("POST", `${ATTEMPT}/confirm`, reply);
  const page = await workspace.open(part(buildSlackConnection()), { url: BACK });
  await page.getByRole("button", { name: "Replace" }).dblClick();
  const keep = page.getByRole("button", { name: "Keep the current account" });
  await expect.element(keep).toHaveAttribute("aria-disabled", "true");
  await keep.click({ force: true });
  api.on("GET", ATTEMPT, { ...confirming, status: "completed" });
  answer({ ...confirming, status: "completed" });
  await expect.element(page.getByText("Slack is connected again")).toBeVisible();
  expect(api.calls("POST").map(({ path }) => path)).toEqual([`${ATTEMPT}/confirm`]);
});

test("says why a decision was not taken, and asks again", async ({ api, workspace }) => {
  api.on("GET", ATTEMPT, confirming);
  api.on("POST", `${ATTEMPT}/confirm`, () => refusal(409, "Conflict", "Another connection has this account"));
  const page = await workspace.open(part(buildSlackConnection()), { url: BACK });
  await page.getByRole("button", { name: "Replace" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Another connection has this account");
  await expect.element(page.getByRole("button", { name: "Replace" })).toBeEnabled();
});

test("speaks of accounts without names as what they are", async ({ api, workspace }) => {
  api.on("GET", ATTEMPT, buildOAuthAttempt({ status: "confirming", is_reconnect: true }));
  const page = await workspace.open(part(buildSlackConnection()), { url: BACK });
  await expect
    .element(page.getByRole("alertdialog"))
    .toHaveAccessibleDescription(/uses a different account\. You have just signed in to the account you chose\./);
});

test("goes back to the account when the reconnection was read", async ({ api, workspace }) => {
  api.on("GET", ATTEMPT, { ...confirming, status: "completed" });
  const page = await workspace.open(part(buildSlackConnection()), { url: BACK });
  await page.getByRole("button", { name: "Done" }).click();
  await expect.element(page.getByText("Slack is connected again")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Reconnect" })).toBeVisible();
  expect(workspace.visits).toEqual([""]);
  expect(api.calls("POST")).toEqual([]);
});

test("opens and closes the question about disconnecting with the same button", async ({ api, workspace }) => {
  api.on("GET", "/integrations", { count: 1, limit: 50, records: [SLACK] });
  api.on("GET", `/workspaces/${WORKSPACE_ID}/rules`, { count: 0, limit: 50, records: [] });
  api.on("GET", `/workspaces/${WORKSPACE_ID}/events`, { count: 0, limit: 50, records: [] });
  const page = await workspace.open(part(buildSlackConnection()), { url: HERE });
  const disconnect = page.getByRole("region", { name: "Slack account" }).getByRole("button", { name: "Disconnect" });
  await disconnect.first().click();
  await expect.element(page.getByRole("alertdialog", { name: "Disconnect “Team chat”?" })).toBeVisible();
  await expect.element(disconnect.first()).toHaveAttribute("aria-expanded", "true");
  await disconnect.first().click();
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  expect(api.calls("DELETE")).toEqual([]);
});
