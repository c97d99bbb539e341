import type { RenderResult } from "vitest-browser-react";
import { userEvent } from "vitest/browser";
import { EventsPage } from "#components/events/events-page.tsx";
import type { EventsSearchPage } from "#lib/contracts/events.ts";
import { type FakeApi, heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { buildEvent, EVENT_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const WORKSPACE = `/workspaces/${WORKSPACE_ID}`;
const EVENTS = `${WORKSPACE}/events`;
const ANN = "/workspace/events?search=ann@example.com";

function asked(api: FakeApi) {
  return api
    .calls("GET")
    .filter(({ path }) => path === EVENTS)
    .map(({ query }) => Object.fromEntries(query));
}

/** One step of a search that has found this and goes on, unless it is the last. */
function step(n: number, { last = false, found = false } = {}): EventsSearchPage {
  const day = String(30 - n).padStart(2, "0");
  const id = `0199a3c2-7d5e-7b1a-9c4f-${String(900 - n).padStart(12, "0")}`;
  const records = found ? [buildEvent({ id, event: `found.${n}` })] : [];
  return {
    ...pageOf(...records),
    next_cursor: last ? null : String(n + 1),
    searched_until: `2026-11-${day}T14:03:00.000Z`,
  };
}

/** Answers each step by its number, the first being 1. */
function answerSteps(api: FakeApi, answer: (n: number) => EventsSearchPage) {
  api.on("GET", EVENTS, ({ query }) => answer(Number(query.get("cursor") ?? "1")));
}

function looked(page: RenderResult, text: RegExp) {
  return page.getByRole("status").filter({ hasText: text });
}

test("looks for an id that is typed, and shows the one event without opening it", async ({ api, workspace }) => {
  api.on("GET", EVENTS, ({ query }) => pageOf(...(query.has("search") ? [buildEvent()] : [])));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  const field = page.getByLabelText("Find an event");
  await field.fill(`  ${EVENT_ID} `);
  expect(asked(api)).toHaveLength(1);
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("rowheader")).toMatchTextContent("order.paid");
  expect(workspace.visits).toEqual([`?search=${EVENT_ID}`]);
  expect(asked(api).at(-1)).toEqual({ limit: "50", search: EVENT_ID });
  await expect.element(looked(page, /Looked/)).not.toBeInTheDocument();
  await page.getByRole("button", { name: `Remove filter: Search: ${EVENT_ID}` }).click();
  await expect.element(field).toHaveValue("");
});

test("says what an ID that is nowhere may be", async ({ api, workspace }) => {
  api.on("GET", EVENTS, pageOf());
  const page = await workspace.open(<EventsPage />, { url: `/workspace/events?search=${EVENT_ID}` });
  await expect.element(page.getByText("Request IDs (x-request-id) are not stored", { exact: false })).toBeVisible();
});

test("says at the field what can be looked for, and sends nothing else", async ({ api, workspace }) => {
  api.on("GET", EVENTS, pageOf(buildEvent()));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  const field = page.getByLabelText("Find an event");
  await field.fill("order 1042");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Enter an ID, an e-mail address");
  await expect.element(field).toHaveAttribute("aria-invalid", "true");
  expect(workspace.visits).toEqual([]);
  await field.fill("data.plan:pro");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", search: "data.plan:pro" });
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("asks for no payloads without the right to read them, and says which right is missing", async ({
  api,
  workspace,
}) => {
  api.on("GET", EVENTS, pageOf(buildEvent()));
  const page = await workspace.open(<EventsPage />, { url: ANN, session: { capabilities: ["read_events"] } });
  await expect.element(page.getByText("You may not search in payloads")).toBeVisible();
  await expect.element(page.getByText("events.payload:read", { exact: false })).toBeVisible();
  expect(asked(api)).toEqual([]);
  const field = page.getByLabelText("Find an event");
  await field.fill("data.plan:pro");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("alert")).toMatchTextContent("events.payload:read");
  await field.fill(EVENT_ID);
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  expect(asked(api)).toEqual([{ limit: "50", search: EVENT_ID }]);
});

test("looks further by itself for five steps, says how far, and goes on when asked", async ({ api, workspace }) => {
  answerSteps(api, (n) => step(n, { found: n === 2 || n === 8, last: n === 8 }));
  const page = await workspace.open(<EventsPage />, { url: ANN });
  await expect.element(looked(page, /Looked at events back to 25 Nov 2026, \d\d:03/)).toBeVisible();
  await expect.element(page.getByRole("rowheader")).toMatchTextContent("found.2");
  await expect.element(page.getByRole("button", { name: "Look further" })).toBeVisible();
  expect(asked(api).map(({ cursor }) => cursor)).toEqual([undefined, "2", "3", "4", "5"]);
  await expect.element(page.getByRole("button", { name: "Load more" })).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Look further" }).click();
  await expect.element(looked(page, /Looked at all events/)).toBeVisible();
  await expect.element(page.getByRole("rowheader").nth(1)).toMatchTextContent("found.8");
  await expect.element(page.getByRole("button", { name: "Look further" })).not.toBeInTheDocument();
  expect(asked(api)).toHaveLength(8);
});

test("can be stopped, and says that there is nothing so far", async ({ api, workspace }) => {
  const slow = heldReply<EventsSearchPage>();
  api.on("GET", EVENTS, ({ query }) =>
    query.get("cursor") === "3" ? slow.reply() : step(query.has("cursor") ? 2 : 1),
  );
  const page = await workspace.open(<EventsPage />, { url: ANN });
  await expect.element(looked(page, /back to 28 Nov/)).toMatchTextContent("Looking further…");
  await page.getByRole("button", { name: "Stop" }).click();
  slow.answer(step(3));
  await expect.element(looked(page, /back to 27 Nov/)).toMatchTextContent("Nothing found so far.");
  await expect.element(page.getByRole("button", { name: "Look further" })).toBeEnabled();
  expect(asked(api)).toHaveLength(3);
});

test("says that nothing was found once everything was looked at", async ({ api, workspace }) => {
  answerSteps(api, (n) => step(n, { last: n === 2 }));
  const page = await workspace.open(<EventsPage />, { url: ANN });
  await expect.element(page.getByText("No payload that matches contains it.")).toBeVisible();
  await expect.element(looked(page, /Looked at all events/)).toBeVisible();
});

test("waits for a person when a page is full, and when a step fails", async ({ api, workspace }) => {
  const full = Array.from({ length: 50 }, (_, n) =>
    buildEvent({ id: `0199a3c2-7d5e-7b1a-9c4f-${String(900 - n).padStart(12, "0")}` }),
  );
  api.on("GET", EVENTS, ({ query }) =>
    query.has("cursor") ? refusal(403, "Forbidden", "Not allowed") : { ...pageOf(...full), next_cursor: "2" },
  );
  const page = await workspace.open(<EventsPage />, { url: ANN });
  await page.getByRole("button", { name: "Load more" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("More events could not be loaded.");
  expect(asked(api)).toHaveLength(2);
});

test("is not retried in bulk, with the reason, and neither is what has not ended", async ({ api, workspace }) => {
  api.on("GET", EVENTS, pageOf(buildEvent({ status: "failed" })));
  const page = await workspace.open(<EventsPage />, { url: `/workspace/events?status=failed&search=${EVENT_ID}` });
  await expect.element(page.getByText("A search cannot be retried in bulk.", { exact: false })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Retry all…" })).not.toBeInTheDocument();
  await page.getByRole("button", { name: /Remove filter: Search/ }).click();
  await expect.element(page.getByRole("button", { name: "Retry all…" })).toBeVisible();
  await page.getByRole("button", { name: "Retrying", exact: true }).click();
  await expect.element(page.getByText("choose only the statuses Failed and Canceled", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Retrying", exact: true }).click();
  await page.getByRole("button", { name: "Canceled", exact: true }).click();
  await expect.element(page.getByRole("button", { name: "Retry all…" })).toBeVisible();
});
