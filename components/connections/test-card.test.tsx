import { TestCard } from "#components/connections/test-card.tsx";
import type { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { buildConnection, CONNECTION_ID, MAILCHIMP, WEBHOOK } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const TEST = `/connections/${CONNECTION_ID}/test`;
const DETAILS: NonNullable<ConnectionTest["details"]> = {
  request: { method: "POST", url: "https://hooks.example.com/orders", headers: {}, body: `{"id":"evt_1"}` },
  status_code: 503,
  headers: {},
  body: "try later",
  truncated: false,
};

function buildTest(changes: Partial<ConnectionTest> = {}): ConnectionTest {
  return {
    connection: CONNECTION_ID,
    ok: true,
    outcome_code: "delivered",
    message: "Delivered: the endpoint answered 200",
    status_code: 200,
    duration_ms: 1240,
    started_at: "2026-11-30T09:00:00.000Z",
    completed_at: "2026-11-30T09:00:01.240Z",
    ...changes,
  };
}

const failed = buildTest({
  ok: false,
  outcome_code: "rejected_server_error",
  message: "The endpoint answered 503",
  details: DETAILS,
});

const webhook = <TestCard connection={buildConnection()} integration={WEBHOOK} />;

test("sends one test without a body, and says how it went and how long it took", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("POST", TEST, reply);
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Send test request" }).dblClick();
  await expect.element(page.getByRole("button", { name: "Sending…" })).toBeDisabled();
  answer(buildTest());
  await expect.element(page.getByRole("status")).toMatchTextContent("Delivered: the endpoint answered 200 (1.2 s)");
  await expect.element(page.getByRole("button", { name: "Show what was sent" })).not.toBeInTheDocument();
  expect(api.calls().map(({ method, path, body }) => [method, path, body])).toEqual([["POST", TEST, undefined]]);
});

test("explains a test that failed, and shows what was sent and answered when asked", async ({ api, workspace }) => {
  api.on("POST", TEST, failed);
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Send test request" }).click();
  await expect
    .element(page.getByRole("status"))
    .toMatchTextContent("The destination had an internal error. The endpoint answered 503 (1.2 s)");
  await expect.element(page.getByText("HTTP 503")).not.toBeInTheDocument();
  const show = page.getByRole("button", { name: "Show what was sent" });
  await expect.element(show).toHaveAttribute("aria-expanded", "false");
  await show.click();
  await expect.element(page.getByText("HTTP 503")).toBeVisible();
  await expect.element(page.getByText("POST https://hooks.example.com/orders")).toBeVisible();
  await page.getByRole("button", { name: "Hide what was sent" }).click();
  await expect.element(page.getByText("HTTP 503")).not.toBeInTheDocument();
});

test("shows nothing of the test before while the next one runs, and starts with its details closed", async ({
  api,
  workspace,
}) => {
  api.on("POST", TEST, failed);
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Send test request" }).click();
  await page.getByRole("button", { name: "Show what was sent" }).click();
  await expect.element(page.getByText("HTTP 503")).toBeVisible();
  const { reply, answer } = heldReply();
  api.on("POST", TEST, reply);
  await page.getByRole("button", { name: "Send test request" }).click();
  await expect.element(page.getByText(/The endpoint answered 503/)).not.toBeInTheDocument();
  answer({ ...failed, message: "The endpoint answered 500", started_at: "2026-11-30T09:05:00.000Z" });
  await expect.element(page.getByText(/The endpoint answered 500/)).toBeVisible();
  await expect.element(page.getByText("HTTP 503")).not.toBeInTheDocument();
});

test("says that the test could not be run, and can be asked again", async ({ api, workspace }) => {
  api.on("POST", TEST, () => refusal(429, "TooManyRequests", "Slow down"));
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Send test request" }).click();
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent("The test could not be run. Too many requests in a short time.");
  api.on("POST", TEST, buildTest());
  await page.getByRole("button", { name: "Send test request" }).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("Delivered");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("asks an account who it is, where there is nothing to send", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("POST", TEST, reply);
  const page = await workspace.open(
    <TestCard connection={buildConnection({ type: "mailchimp" })} integration={MAILCHIMP} />,
  );
  await expect.element(page.getByText(/Asks Mailchimp which account this is\./)).toBeVisible();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect.element(page.getByRole("button", { name: "Asking…" })).toBeDisabled();
  answer(buildTest({ ok: false, outcome_code: "auth_failed", message: "Mailchimp answered 401" }));
  await expect
    .element(page.getByRole("status"))
    .toMatchTextContent("The destination did not accept the credentials. Mailchimp answered 401");
});
