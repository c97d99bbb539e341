import { userEvent } from "vitest/browser";
import { DeliveryRow } from "#components/events/delivery-row.tsx";
import { EventDetailPage } from "#components/events/event-detail-page.tsx";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { pressTwice } from "#lib/testing/page/press.ts";
import { buildDelivery, buildEventDetail, CONNECTION_ID, EVENT_ID, RULE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const DELIVERY = `/events/${EVENT_ID}/rules/${RULE_ID}`;

/** Without attempts, so that nothing is read for it. */
const delivery = (changes: Partial<RuleEvent> = {}) => buildDelivery({ attempt_count: 0, ...changes });
const failed = delivery({ status: "failed" });

type Shown = { badge: string; words: string; hasRetry: boolean; hasCancel: boolean };
const SHOWN: Record<DeliveryStatus, Shown> = {
  pending: { badge: "Pending", words: "Waiting for its first attempt.", hasRetry: false, hasCancel: true },
  processing: { badge: "Processing", words: "An attempt is running.", hasRetry: false, hasCancel: true },
  retrying: { badge: "Retrying", words: "Not delivered after 3 attempts.", hasRetry: true, hasCancel: true },
  completed: { badge: "Delivered", words: "Delivered after 3 attempts.", hasRetry: false, hasCancel: false },
  failed: { badge: "Failed", words: "Gave up after 3 attempts.", hasRetry: true, hasCancel: false },
  canceled: {
    badge: "Canceled",
    words: "Canceled after 3 attempts; no further attempts are made.",
    hasRetry: true,
    hasCancel: false,
  },
};

for (const status of Object.keys(SHOWN) as DeliveryStatus[]) {
  const { badge, words, hasRetry, hasCancel } = SHOWN[status];
  test(`says what a delivery that is ${status} means, and offers what can be done about it`, async ({
    api,
    workspace,
  }) => {
    api.on("GET", `${DELIVERY}/attempts`, pageOf());
    const page = await workspace.open(<DeliveryRow ruleEvent={delivery({ status, attempt_count: 3 })} />);
    await expect.element(page.getByText(words)).toBeVisible();
    await expect.element(page.getByText(badge, { exact: true })).toBeVisible();
    expect(page.getByRole("button", { name: "Retry now" }).elements()).toHaveLength(hasRetry ? 1 : 0);
    expect(page.getByRole("button", { name: "Cancel" }).elements()).toHaveLength(hasCancel ? 1 : 0);
  });
}

test("names the connection and the action, and the kind of destination when it has no name", async ({ workspace }) => {
  const page = await workspace.open(
    <>
      <DeliveryRow ruleEvent={delivery({ action: "send_webhook" })} />
      <DeliveryRow ruleEvent={buildUnnamed()} />
    </>,
  );
  await expect.element(page.getByRole("heading").first()).toMatchTextContent("Order hook · Send webhook");
  await expect.element(page.getByRole("heading").last()).toMatchTextContent("Customer.io");
});

function buildUnnamed(): RuleEvent {
  const { connection_name: _name, action: _action, ...rest } = delivery({ integration_type: "customer_io" });
  return rest;
}

test("counts down to the next attempt, and does not claim a time that has passed", async ({ workspace }) => {
  const soon = new Date(Date.now() + 90_000).toISOString();
  const page = await workspace.open(
    <>
      <DeliveryRow ruleEvent={delivery({ status: "retrying", next_attempt_at: soon })} />
      <DeliveryRow ruleEvent={delivery({ status: "retrying", next_attempt_at: "2026-01-01T00:00:00.000Z" })} />
      <DeliveryRow ruleEvent={delivery({ status: "failed", next_attempt_at: soon })} />
    </>,
  );
  await expect.element(page.getByText(/^in 1 min( \d+ s)?$/)).toBeVisible();
  await expect.element(page.getByText("any moment now")).toBeVisible();
  expect(page.getByText("Next attempt").elements()).toHaveLength(2);
});

test("says what a delivery waits for, where it can be mended, and why it cannot be retried", async ({ workspace }) => {
  const page = await workspace.open(
    <DeliveryRow ruleEvent={delivery({ status: "retrying", waiting: "connection_inactive" })} />,
  );
  await expect.element(page.getByText("Waiting, because the connection is inactive.")).toBeVisible();
  await expect.element(page.getByText("After 72 hours it fails.", { exact: false })).toBeVisible();
  await expect
    .element(page.getByRole("link", { name: "Fix the connection" }))
    .toHaveAttribute("href", `/workspace/connections/${CONNECTION_ID}`);
  const retry = page.getByRole("button", { name: "Retry now" });
  await expect.element(retry).toBeDisabled();
  await expect.element(retry).toHaveAttribute("title", "The connection is inactive");
});

test("sends nobody to a connection that they may not change", async ({ workspace }) => {
  const page = await workspace.open(
    <DeliveryRow ruleEvent={delivery({ status: "retrying", waiting: "connection_inactive" })} />,
    { session: { capabilities: ["read_events"] } },
  );
  await expect.element(page.getByText("After 72 hours it fails.", { exact: false })).toBeVisible();
  await expect.element(page.getByRole("link")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});

for (const [gone, title, note] of [
  ["connection_deleted", "The connection was deleted", "so this can no longer be delivered"],
  ["rule_deleted", "The rule was deleted", "this delivery is kept for the record"],
] as const) {
  test(`offers no retry, and says why, when ${gone.replace("_", " was ")}`, async ({ workspace }) => {
    const ruleEvent = delivery({ status: "retrying", waiting: "connection_inactive", [gone]: true });
    const page = await workspace.open(<DeliveryRow ruleEvent={ruleEvent} />);
    await expect.element(page.getByText(note, { exact: false })).toBeVisible();
    const retry = page.getByRole("button", { name: "Retry now" });
    await expect.element(retry).toBeDisabled();
    await expect.element(retry).toHaveAttribute("title", title);
  });
}

test("does not tell to mend a connection that was deleted", async ({ workspace }) => {
  const ruleEvent = delivery({ status: "retrying", waiting: "connection_inactive", connection_deleted: true });
  const page = await workspace.open(<DeliveryRow ruleEvent={ruleEvent} />);
  await expect.element(page.getByText("The connection was deleted", { exact: false })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Fix the connection" })).not.toBeInTheDocument();
});

test("retries once, however fast it is pressed, and says that it is queued", async ({ api, workspace }) => {
  const queued = heldReply<RuleEvent>();
  api.on("POST", `${DELIVERY}/retry`, queued.reply);
  const page = await workspace.open(<DeliveryRow ruleEvent={failed} />);
  const retry = page.getByRole("button", { name: "Retry now" });
  await pressTwice(retry);
  await expect.element(retry).toBeDisabled();
  queued.answer(delivery({ status: "pending" }));
  await expect.element(page.getByRole("status")).toMatchTextContent("Retry queued. The result appears below.");
  expect(api.calls().map(({ method, path, body }) => [method, path, body])).toEqual([
    ["POST", `${DELIVERY}/retry`, undefined],
  ]);
});

test("no longer says that a retry is queued once its attempt has been made", async ({ api, workspace }) => {
  let shown = buildDelivery({ status: "failed", attempt_count: 1 });
  api.on("GET", `/events/${EVENT_ID}`, () => buildEventDetail({ rule_events: [shown] }));
  api.on("GET", `/events/${EVENT_ID}/payload`, `{"payload":{}}`);
  api.on("GET", `${DELIVERY}/attempts`, pageOf());
  api.on("POST", `${DELIVERY}/retry`, () => {
    shown = { ...shown, status: "pending" };
    return shown;
  });
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />);
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect.element(page.getByText("Retry queued.", { exact: false })).toBeVisible();
  shown = { ...shown, status: "completed", attempt_count: 2 };
  await expect.element(page.getByText("Delivered after 2 attempts."), { timeout: 8_000 }).toBeVisible();
  await expect.element(page.getByText("Retry queued.", { exact: false })).not.toBeInTheDocument();
});

for (const [status, name, words] of [
  [409, "Conflict", "Not retried: this delivery has already succeeded."],
  [422, "UnprocessableEntity", "Not retried: the rule or its connection is gone or inactive."],
  [425, "TooEarly", "Not retried: an attempt is already running or about to start."],
] as const) {
  test(`says in words why a retry was refused with ${status}`, async ({ api, workspace }) => {
    api.on("POST", `${DELIVERY}/retry`, () => refusal(status, name, "Words of the server"));
    const page = await workspace.open(<DeliveryRow ruleEvent={failed} />);
    await page.getByRole("button", { name: "Retry now" }).click();
    await expect.element(page.getByRole("status")).toMatchTextContent(words);
    await expect.element(page.getByText("Words of the server")).not.toBeInTheDocument();
    await expect.element(page.getByRole("button", { name: "Retry now" })).toBeEnabled();
  });
}

test("does not repeat a retry that the server failed at, and says what to tell support", async ({ api, workspace }) => {
  api.on("POST", `${DELIVERY}/retry`, () => refusal(500, "InternalServerError", "Broken"));
  const page = await workspace.open(<DeliveryRow ruleEvent={failed} />);
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  await expect.element(page.getByRole("alert")).toMatchTextContent("Request ID req_1");
  expect(api.calls("POST")).toHaveLength(1);
});

test("takes the refusal away when the next try succeeds", async ({ api, workspace }) => {
  api.on("POST", `${DELIVERY}/retry`, () => refusal(425, "TooEarly", "Running"));
  const page = await workspace.open(<DeliveryRow ruleEvent={failed} />);
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("Not retried");
  api.on("POST", `${DELIVERY}/retry`, delivery({ status: "pending" }));
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("Retry queued.");
  await expect.element(page.getByRole("status")).not.toMatchTextContent("Not retried");
});

test("cancels after a question that names the connection, and says when it was too late", async ({
  api,
  workspace,
}) => {
  api.on("POST", `${DELIVERY}/cancel`, () => refusal(409, "Conflict", "Ended"));
  const page = await workspace.open(<DeliveryRow ruleEvent={delivery({ status: "retrying" })} />);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "Cancel the delivery to “Order hook”?" });
  await expect.element(dialog.getByRole("button", { name: "Keep trying" })).toHaveFocus();
  await userEvent.keyboard("{Shift>}{Tab}{/Shift}{Enter}");
  await expect.element(page.getByText("Not canceled: this delivery has already ended.")).toBeVisible();
  expect(api.calls().map(({ method, path, body }) => [method, path, body])).toEqual([
    ["POST", `${DELIVERY}/cancel`, undefined],
  ]);
});

test("offers each action to those only who may take it", async ({ workspace }) => {
  const ruleEvent = delivery({ status: "retrying" });
  const retrier = await workspace.open(<DeliveryRow ruleEvent={ruleEvent} />, {
    session: { capabilities: ["read_events", "retry_deliveries"] },
  });
  await expect.element(retrier.getByRole("button", { name: "Retry now" })).toBeEnabled();
  await expect.element(retrier.getByRole("button", { name: "Cancel" })).not.toBeInTheDocument();
  await retrier.unmount();
  const canceler = await workspace.open(<DeliveryRow ruleEvent={ruleEvent} />, {
    session: { capabilities: ["read_events", "cancel_deliveries"] },
  });
  await expect.element(canceler.getByRole("button", { name: "Cancel" })).toBeEnabled();
  await expect.element(canceler.getByRole("button", { name: "Retry now" })).not.toBeInTheDocument();
});

test("changes nothing after the session has ended", async ({ api, workspace }) => {
  const page = await workspace.open(<DeliveryRow ruleEvent={delivery({ status: "retrying" })} />, { isEnded: true });
  await expect.element(page.getByRole("button", { name: "Retry now" })).toBeDisabled();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect.element(page.getByRole("button", { name: "Cancel this delivery" })).toBeDisabled();
  expect(api.calls()).toEqual([]);
});
