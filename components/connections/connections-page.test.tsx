import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConnectionsPage } from "#components/connections/connections-page.tsx";
import { oauthAttemptQueries } from "#lib/client/oauth-attempts.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  ATTEMPT_ID,
  buildConnection,
  buildOAuthAttempt,
  SLACK,
  WEBHOOK,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTIONS = `/workspaces/${WORKSPACE_ID}/connections`;
const ATTEMPT = `/oauth-attempts/${ATTEMPT_ID}`;
const BACK = `/workspace/connections/new/slack?attempt=${ATTEMPT_ID}`;

/** The page as it is reached in the document where an attempt was started. */
function AfterStart() {
  const client = useQueryClient();
  useState(() =>
    client.setQueryData(oauthAttemptQueries.opened(WORKSPACE_ID).queryKey, {
      attemptId: ATTEMPT_ID,
      startUrl: "/oauth/start/1",
      isBlocked: false,
      name: "Slack",
      href: BACK,
    }),
  );
  return <ConnectionsPage />;
}

function answerReads(api: FakeApi) {
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  api.on("GET", "/integrations", pageOf(WEBHOOK, SLACK));
}

test("leads to a new connection, from its button and from what is available", async ({ api, workspace }) => {
  answerReads(api);
  const page = await workspace.open(<ConnectionsPage />);
  await expect
    .element(page.getByRole("link", { name: "New connection" }))
    .toHaveAttribute("href", "/workspace/connections/new");
  await expect
    .element(page.getByRole("region", { name: "Available" }).getByRole("link", { name: "Slack" }))
    .toBeVisible();
  await expect.element(page.getByText("1 connected")).toBeVisible();
  await expect.poll(() => api.calls("GET").filter(({ path }) => path === CONNECTIONS).length).toBe(1);
});

test("offers nothing new to those who may only look, and does not load the catalog for them", async ({
  api,
  workspace,
}) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  const page = await workspace.open(<ConnectionsPage />, { session: { capabilities: ["read_connections"] } });
  await expect.element(page.getByRole("row", { name: /Order hook/ })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "New connection" })).not.toBeInTheDocument();
  await expect.element(page.getByText("Available")).not.toBeInTheDocument();
  expect(api.calls().map(({ path }) => path)).toEqual([CONNECTIONS]);
});

test("offers nothing new when the session is over, and goes on showing what there is", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnection()));
  const page = await workspace.open(<ConnectionsPage />, { isEnded: true });
  await expect.element(page.getByRole("row", { name: /Order hook/ })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "New connection" })).not.toBeInTheDocument();
  await expect.element(page.getByText("Available")).not.toBeInTheDocument();
});

for (const [access, words] of [
  ["revoked", "Slack was disconnected, and its access was revoked."],
  ["kept", "Its access was kept, because another connection may use the same account."],
  ["failed", "could not be notified. To revoke access, also remove the app in the settings of Slack."],
  ["unsupported", "To revoke it, remove the app in the settings of Slack."],
] as const) {
  test(`says what became of the access of an account that was disconnected: ${access}`, async ({ api, workspace }) => {
    answerReads(api);
    const url = `/workspace/connections?disconnected=slack&access=${access}`;
    const page = await workspace.open(<ConnectionsPage />, { url });
    await expect.element(page.getByText(words, { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
    await expect.element(page.getByText(words, { exact: false })).not.toBeInTheDocument();
    expect(workspace.visits).toEqual([""]);
  });
}

test("repeats nothing from an address that somebody made up", async ({ api, workspace }) => {
  answerReads(api);
  const url = "/workspace/connections?disconnected=Call+this+number&access=revoked";
  const page = await workspace.open(<ConnectionsPage />, { url });
  await expect.element(page.getByRole("row", { name: /Order hook/ })).toBeVisible();
  await expect.element(page.getByText(/was disconnected/)).not.toBeInTheDocument();
  await expect.element(page.getByText(/Call this number/)).not.toBeInTheDocument();
});

for (const [status, words] of [
  ["waiting", "Connecting to Slack is not finished yet."],
  ["at_provider", "Connecting to Slack is not finished yet."],
  ["confirming", "Slack returned a different account than before. Please decide which one to use."],
] as const) {
  test(`leads back to an attempt that was left while it was ${status}`, async ({ api, workspace }) => {
    answerReads(api);
    api.on("GET", ATTEMPT, buildOAuthAttempt({ status }));
    const page = await workspace.open(<AfterStart />);
    await expect.element(page.getByText(words, { exact: false })).toBeVisible();
    await expect.element(page.getByRole("link", { name: "Continue" })).toHaveAttribute("href", BACK);
  });
}

test("takes the way back away when the attempt has ended meanwhile", async ({ api, workspace }) => {
  answerReads(api);
  api.on("GET", ATTEMPT, buildOAuthAttempt());
  const page = await workspace.open(<AfterStart />);
  await expect.element(page.getByRole("link", { name: "Continue" })).toBeVisible();
  const ended: OAuthAttempt = buildOAuthAttempt({ status: "canceled" });
  api.on("GET", ATTEMPT, ended);
  await expect.element(page.getByRole("link", { name: "Continue" })).not.toBeInTheDocument();
});

test("says nothing of an attempt that the server does not know", async ({ api, workspace }) => {
  answerReads(api);
  api.on("GET", ATTEMPT, () => refusal(404, "NotFound", "Not found"));
  const page = await workspace.open(<AfterStart />);
  await expect.element(page.getByRole("row", { name: /Order hook/ })).toBeVisible();
  await expect.poll(() => api.calls("GET").some(({ path }) => path === ATTEMPT)).toBe(true);
  await expect.element(page.getByRole("link", { name: "Continue" })).not.toBeInTheDocument();
});
