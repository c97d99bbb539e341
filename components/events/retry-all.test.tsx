import type { RenderResult } from "vitest-browser-react";
import { RetryAll } from "#components/events/retry-all.tsx";
import type { Retry, RetryCreated, RetryPreview, RetryPreviewed } from "#lib/contracts/retries.ts";
import { type FakeApi, type FakeCall, heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { pressTwice } from "#lib/testing/page/press.ts";
import { buildConnectionSummary, CONNECTION_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test as base } from "#lib/testing/page/test.tsx";

const RETRIES = `/workspaces/${WORKSPACE_ID}/retries`;
const RETRY_ID = "0199a3c2-7d5e-7b1a-9c4f-000000000050";
const FAILED = "/workspace/events?status=failed";
const FILTER = { status: "failed", delivery_status: "failed" } as const;
const AFTER_A_WHILE = { timeout: 8_000 };

function buildPreview(changes: Partial<RetryPreview> = {}): RetryPreviewed {
  return {
    preview: { filter: FILTER, matching: 3, is_exact: true, retryable: 3, skipped: 0, skip_reasons: [], ...changes },
  };
}

function buildRetry(changes: Partial<Retry> = {}): Retry {
  return {
    id: RETRY_ID,
    workspace: WORKSPACE_ID,
    filter: FILTER,
    status: "running",
    matching: 3,
    is_exact: true,
    retried: 1,
    skipped: 0,
    skip_reasons: [],
    created_by: "session",
    created_at: "2026-11-30T09:00:00.000Z",
    ...changes,
  };
}

const isPreview = ({ body }: FakeCall) => typeof body === "object" && body !== null && "dry_run" in body;
const starts = (api: FakeApi) => api.calls("POST").filter((call) => !isPreview(call));

type Reply = Parameters<FakeApi["on"]>[2];
const give = (reply: Reply, call: FakeCall) => (typeof reply === "function" ? reply(call) : reply);

const test = base.extend("retries", ({ api }) => {
  api.on("GET", RETRIES, pageOf());
  return {
    /** What the count and the start are answered with. */
    answer(preview: Reply, start: Reply = { retry: buildRetry() }) {
      api.on("POST", RETRIES, (call) => give(isPreview(call) ? preview : start, call));
    },
  };
});

const openButton = (page: RenderResult) => page.getByRole("button", { name: "Retry all…" });
const panelOf = (page: RenderResult) => page.getByRole("region", { name: "Retry all" });

for (const search of [
  "",
  "?status=completed",
  "?status=retrying",
  "?event=order.paid",
  "?status=completed&retry=new",
]) {
  test(`is not offered for a list that shows more than what ended without success: "${search}"`, async ({
    workspace,
  }) => {
    const page = await workspace.open(
      <>
        <RetryAll />
        <p>The list</p>
      </>,
      { url: `/workspace/events${search}` },
    );
    await expect.element(page.getByText("The list")).toBeVisible();
    await expect.element(openButton(page)).not.toBeInTheDocument();
    await expect.element(panelOf(page)).not.toBeInTheDocument();
  });
}

test("is not offered to somebody who may not retry, even when the address opens it", async ({ api, workspace }) => {
  const session = { capabilities: ["read_events" as const] };
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new`, session });
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
  expect(api.calls()).toEqual([]);
});

test("counts what would be retried when it is opened, and starts nothing", async ({ api, retries, workspace }) => {
  const slow = heldReply<RetryPreviewed>();
  retries.answer(slow.reply);
  const page = await workspace.open(<RetryAll />, { url: FAILED });
  expect(api.calls()).toEqual([]);
  await openButton(page).click();
  await expect.element(panelOf(page).getByText("Counting deliveries")).toBeInTheDocument();
  slow.answer(buildPreview());
  await expect.element(panelOf(page).getByRole("status").first()).toMatchTextContent("3 deliveries can be retried.");
  expect(workspace.visits).toEqual(["?status=failed&retry=new"]);
  expect(api.calls("POST").map(({ path, body }) => ({ path, body }))).toEqual([
    { path: RETRIES, body: { filter: FILTER, dry_run: true } },
  ]);
});

test("counts the deliveries to a connection, and names it", async ({ api, retries, workspace }) => {
  api.on("GET", `/workspaces/${WORKSPACE_ID}/connections`, pageOf(buildConnectionSummary()));
  const filter = { connection: CONNECTION_ID, delivery_status: "canceled", event: "order.paid" } as const;
  retries.answer(buildPreview({ filter }));
  const url = `/workspace/events?status=canceled&retry=new&event=order.paid&connection=${CONNECTION_ID}`;
  const page = await workspace.open(<RetryAll />, { url });
  const facts = page.getByRole("list", { name: "What is retried" });
  await expect.element(facts).toMatchTextContent("Deliveries that were canceled");
  await expect.element(facts).toMatchTextContent("to the connection Order hook");
  await expect.element(facts).toMatchTextContent("of the event type order.paid");
  expect(api.calls("POST")[0]?.body).toEqual({ filter, dry_run: true });
});

test("starts exactly what was counted, defaults of the server included", async ({ api, retries, workspace }) => {
  const understood = { ...FILTER, created_after: "2026-11-29T09:00:00.000Z" };
  retries.answer(buildPreview({ filter: understood }), { retry: buildRetry() });
  api.on("GET", `${RETRIES}/${RETRY_ID}`, buildRetry());
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&since=24h&retry=new` });
  await page.getByRole("button", { name: "Retry 3 now" }).click();
  await expect.element(page.getByText("Retried 1 of 3 deliveries…")).toBeVisible();
  expect(starts(api).map(({ body }) => body)).toEqual([{ filter: understood }]);
  expect(workspace.visits.at(-1)).toBe(`?status=failed&since=24h&retry=${RETRY_ID}`);
});

test("starts once, however fast it is pressed", async ({ api, retries, workspace }) => {
  const slow = heldReply<RetryCreated>();
  retries.answer(buildPreview(), slow.reply);
  api.on("GET", `${RETRIES}/${RETRY_ID}`, buildRetry());
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
  const start = page.getByRole("button", { name: "Retry 3 now" });
  await pressTwice(start);
  await expect.element(start).toBeDisabled();
  slow.answer({ retry: buildRetry() });
  await expect.element(page.getByRole("button", { name: "Stop" })).toBeVisible();
  expect(starts(api)).toHaveLength(1);
});

test("says what is left out and why, and what remains", async ({ retries, workspace }) => {
  const reasons: RetryPreview["skip_reasons"] = [
    { reason: "rule_deleted", count: 1200 },
    { reason: "connection_inactive", count: 1 },
  ];
  retries.answer(buildPreview({ matching: 1203, retryable: 2, skipped: 1201, skip_reasons: reasons }));
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
  const panel = panelOf(page);
  await expect.element(panel).toMatchTextContent("2 of 1,203 deliveries can be retried.");
  await expect.element(panel).toMatchTextContent("1,201 deliveries skipped:");
  await expect.element(panel).toMatchTextContent("1,200 because the rule was deleted");
  await expect.element(panel).toMatchTextContent("1 because the connection is inactive");
  await expect.element(panel.getByRole("button", { name: "Retry 2 now" })).toBeEnabled();
});

test("cannot be started when nothing matches", async ({ retries, workspace }) => {
  retries.answer(buildPreview({ matching: 0, retryable: 0 }));
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
  await expect.element(page.getByText("No delivery matches this filter.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Retry all now" })).toBeDisabled();
});

test("can be started when there are more than were counted, without a number that is wrong", async ({
  retries,
  workspace,
}) => {
  retries.answer(buildPreview({ matching: 10_000, retryable: 0, is_exact: false }));
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
  await expect.element(page.getByText("More than 10,000 deliveries; counting stopped there.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Retry all now" })).toBeEnabled();
});

test("says why it could not be counted, and counts again when asked", async ({ retries, workspace }) => {
  retries.answer(() => refusal(422, "UnprocessableEntity", "This filter is too wide"));
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
  await expect.element(page.getByRole("alert")).toMatchTextContent("This filter is too wide");
  retries.answer(buildPreview());
  await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("button", { name: "Retry 3 now" })).toBeVisible();
});

for (const [status, name, words] of [
  [409, "Conflict", "Not started: another bulk retry is already running in this workspace."],
  [403, "Forbidden", "Your role does not allow this."],
] as const) {
  test(`stays where it is and says why when the start is refused with ${status}`, async ({ retries, workspace }) => {
    retries.answer(buildPreview(), () => refusal(status, name, "Words of the server"));
    const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
    await page.getByRole("button", { name: "Retry 3 now" }).click();
    await expect.element(panelOf(page)).toMatchTextContent(words);
    await expect.element(page.getByRole("button", { name: "Retry 3 now" })).toBeEnabled();
    expect(workspace.visits).toEqual([]);
  });
}

test("shows the one that is running instead of starting another", async ({ api, retries, workspace }) => {
  api.on("GET", RETRIES, ({ query }) => {
    expect(Object.fromEntries(query)).toEqual({ limit: "1" });
    return pageOf(buildRetry());
  });
  api.on("GET", `${RETRIES}/${RETRY_ID}`, buildRetry());
  retries.answer(buildPreview());
  const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
  await expect.element(page.getByText("A bulk retry is running in this workspace.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Retry 3 now" })).toBeDisabled();
  await page.getByRole("button", { name: "Show it" }).click();
  await expect.element(page.getByText("Retried 1 of 3 deliveries…")).toBeVisible();
});

for (const label of ["Not now", "Close"]) {
  test(`is left with "${label}", and nothing is started`, async ({ api, retries, workspace }) => {
    retries.answer(buildPreview());
    const page = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new` });
    await page.getByRole("button", { name: label }).click();
    await expect.element(openButton(page)).toBeVisible();
    expect(workspace.visits.at(-1)).toBe("?status=failed");
    expect(starts(api)).toEqual([]);
  });
}

const RUNNING = `/workspace/events?retry=${RETRY_ID}`;

test("follows a bulk retry to its end, whatever the list shows", async ({ api, workspace }) => {
  const reads = [
    buildRetry({ matching: 0, is_exact: false, retried: 0 }),
    buildRetry({ matching: 4, retried: 1, skipped: 1, skip_reasons: [{ reason: "rule_inactive", count: 1 }] }),
  ];
  const deliveries = { pending: 0, processing: 0, retrying: 1, completed: 1, failed: 1, canceled: 0 };
  const done = buildRetry({ status: "completed", retried: 3, deliveries });
  api.on("GET", `${RETRIES}/${RETRY_ID}`, () => reads.shift() ?? done);
  const page = await workspace.open(<RetryAll />, { url: RUNNING });
  const bar = page.getByRole("progressbar", { name: "Deliveries retried" });
  await expect.element(bar).not.toHaveAttribute("value");
  await expect.element(bar, AFTER_A_WHILE).toHaveAttribute("value", "2");
  await expect.element(bar).toHaveAttribute("max", "4");
  await expect.element(page.getByText("1 because the rule is paused")).toBeVisible();
  await expect.element(page.getByText("Done. 3 deliveries retried."), AFTER_A_WHILE).toBeVisible();
  await expect
    .element(page.getByText("Of these: 1 delivered, 1 being retried on schedule, 1 failed again."))
    .toBeVisible();
  await expect.element(bar).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Stop" })).not.toBeInTheDocument();
});

test("stops once when asked, and says after how many", async ({ api, workspace }) => {
  const slow = heldReply<Retry>();
  api.on("GET", RETRIES, pageOf());
  api.on("GET", `${RETRIES}/${RETRY_ID}`, buildRetry());
  api.on("POST", `${RETRIES}/${RETRY_ID}/cancel`, slow.reply);
  const page = await workspace.open(<RetryAll />, { url: RUNNING });
  const stop = page.getByRole("button", { name: "Stop" });
  await pressTwice(stop);
  await expect.element(stop).toBeDisabled();
  const stopped = buildRetry({ status: "canceled", retried: 2 });
  api.on("GET", `${RETRIES}/${RETRY_ID}`, stopped);
  slow.answer(stopped);
  await expect.element(page.getByText("Stopped after 2 deliveries.")).toBeVisible();
  expect(api.calls("POST").map(({ path, body }) => ({ path, body }))).toEqual([
    { path: `${RETRIES}/${RETRY_ID}/cancel`, body: undefined },
  ]);
});

test("says that it had finished when it is stopped too late", async ({ api, workspace }) => {
  api.on("GET", `${RETRIES}/${RETRY_ID}`, buildRetry());
  api.on("POST", `${RETRIES}/${RETRY_ID}/cancel`, () => {
    api.on("GET", `${RETRIES}/${RETRY_ID}`, buildRetry({ status: "completed", retried: 3 }));
    return refusal(409, "Conflict", "Ended");
  });
  const page = await workspace.open(<RetryAll />, { url: RUNNING });
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.element(page.getByText("Not stopped: it had already finished.")).toBeVisible();
  await expect.element(page.getByText("Done. 3 deliveries retried.")).toBeVisible();
});

test("says that a bulk retry is no longer there, and can be closed", async ({ api, workspace }) => {
  api.on("GET", `${RETRIES}/${RETRY_ID}`, () => refusal(404, "NotFound", "Unknown retry"));
  const page = await workspace.open(<RetryAll />, { url: RUNNING });
  await expect.element(page.getByRole("alert")).toMatchTextContent("It no longer exists");
  await page.getByRole("button", { name: "Close" }).click();
  await expect.element(panelOf(page)).not.toBeInTheDocument();
  expect(workspace.visits.at(-1)).toBe("");
});

test("can be read but neither started nor stopped after the session has ended", async ({ api, retries, workspace }) => {
  retries.answer(buildPreview());
  const preparing = await workspace.open(<RetryAll />, { url: `${FAILED}&retry=new`, isEnded: true });
  await expect.element(preparing.getByRole("button", { name: "Retry 3 now" })).toBeDisabled();
  await preparing.unmount();
  api.on("GET", `${RETRIES}/${RETRY_ID}`, buildRetry());
  const running = await workspace.open(<RetryAll />, { url: RUNNING, isEnded: true });
  await expect.element(running.getByText("Retried 1 of 3 deliveries…")).toBeVisible();
  await expect.element(running.getByRole("button", { name: "Stop" })).toBeDisabled();
});
