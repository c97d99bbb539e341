import { EventsPage } from "#components/events/events-page.tsx";
import type { EventsPage as Page } from "#lib/contracts/events.ts";
import { type FakeApi, heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { pressTwice } from "#lib/testing/page/press.ts";
import { buildEvent, EVENT_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const WORKSPACE = `/workspaces/${WORKSPACE_ID}`;
const EVENTS = `${WORKSPACE}/events`;
/** A read that fails is tried twice more before anybody is told. */
const AFTER_RETRIES = { timeout: 8_000 };
const numbered = (n: number) =>
  buildEvent({ id: `0199a3c2-7d5e-7b1a-9c4f-${String(n).padStart(12, "0")}`, event: `order.${n}` });

function answerFilters(api: FakeApi) {
  api.on("GET", `${WORKSPACE}/event-types`, []);
  api.on("GET", `${WORKSPACE}/resources`, []);
  api.on("GET", `${WORKSPACE}/connections`, pageOf());
}

test("says that the list is loading, and then shows it", async ({ api, workspace }) => {
  const slow = heldReply<Pick<Page, "records">>();
  answerFilters(api);
  api.on("GET", EVENTS, slow.reply);
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  await expect.element(page.getByText("Loading events")).toBeInTheDocument();
  slow.answer(pageOf(buildEvent({ resource: "shop", resource_id: "linden" })));
  const row = page.getByRole("row", { name: /order\.paid/ });
  await expect.element(row).toMatchTextContent("shop / linden");
  await expect.element(row.getByText("Delivered", { exact: true })).toBeVisible();
  await expect.element(row).toMatchTextContent("1/1 delivered");
  await expect.element(row.getByRole("link")).toHaveAttribute("href", `/workspace/events/${EVENT_ID}`);
  await expect.element(page.getByText("Loading events")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Load more" })).not.toBeInTheDocument();
});

test("does not call an event delivered that no rule matched", async ({ api, workspace }) => {
  answerFilters(api);
  api.on("GET", EVENTS, pageOf(buildEvent({ total_rules: 0, completed_count: 0 })));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  const row = page.getByRole("row", { name: /order\.paid/ });
  await expect.element(row).toMatchTextContent("No rule");
  await expect.element(row).not.toMatchTextContent("Delivered");
});

test("keeps within its width with names as long as they may be", async ({ api, workspace }) => {
  answerFilters(api);
  const long = "a".repeat(128);
  api.on("GET", EVENTS, pageOf(buildEvent({ event: long, resource: long, resource_id: "b".repeat(255) })));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  await expect.element(page.getByRole("rowheader", { name: long })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test("says that there are no events yet, and opens the form for one", async ({ api, workspace }) => {
  answerFilters(api);
  api.on("GET", EVENTS, pageOf());
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  await expect.element(page.getByText("No events yet")).toBeVisible();
  const open = page.getByRole("button", { name: "Send test event" });
  await expect.element(open.first()).toHaveAttribute("aria-expanded", "false");
  await open.last().click();
  await expect.element(page.getByRole("button", { name: "Send event" })).toBeVisible();
  await expect.element(open).toHaveAttribute("aria-expanded", "true");
  expect(workspace.visits.at(-1)).toBe("?test=true");
  await page.getByRole("button", { name: "Close" }).click();
  await expect.element(page.getByRole("button", { name: "Send event" })).not.toBeInTheDocument();
});

test("offers no test event to a session that may not send, even when the address asks for it", async ({
  api,
  workspace,
}) => {
  answerFilters(api);
  api.on("GET", EVENTS, pageOf());
  const page = await workspace.open(<EventsPage />, {
    url: "/workspace/events?test=true",
    session: { capabilities: ["read_events"] },
  });
  await expect.element(page.getByText("No events yet")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Send test event" })).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Send event" })).not.toBeInTheDocument();
});

test("offers nothing that writes after the session has ended, and keeps the list", async ({ api, workspace }) => {
  answerFilters(api);
  api.on("GET", EVENTS, pageOf(buildEvent({ status: "failed" })));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events?status=failed", isEnded: true });
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Send test event" })).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Retry all…" })).not.toBeInTheDocument();
});

test("says that nothing matches, and shows everything again when the filters are cleared", async ({
  api,
  workspace,
}) => {
  answerFilters(api);
  api.on("GET", EVENTS, ({ query }) => (query.has("status") ? pageOf() : pageOf(buildEvent())));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events?status=failed" });
  await expect.element(page.getByText("No event matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).last().click();
  await expect.element(page.getByRole("rowheader", { name: "order.paid" })).toBeVisible();
});

test("says that the role does not allow it, and does not offer another try", async ({ api, workspace }) => {
  answerFilters(api);
  api.on("GET", EVENTS, () => refusal(403, "Forbidden", "Not allowed"));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  await expect.element(page.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
  await expect.element(page.getByRole("button", { name: "Retry", exact: true })).not.toBeInTheDocument();
});

test("says what to tell support when the server fails, and reads again when asked", async ({ api, workspace }) => {
  answerFilters(api);
  api.on("GET", EVENTS, () => refusal(500, "InternalServerError", "Stack trace of the server"));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  const alert = page.getByRole("alert");
  await expect.element(alert, AFTER_RETRIES).toMatchTextContent("Request ID req_1");
  await expect.element(alert).not.toMatchTextContent("Stack trace");
  api.on("GET", EVENTS, pageOf(buildEvent()));
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("rowheader", { name: "order.paid" })).toBeVisible();
});

test("loads the next page after the last one, once, however often the button is pressed", async ({
  api,
  workspace,
}) => {
  const second = heldReply<Pick<Page, "records" | "next_cursor">>();
  answerFilters(api);
  api.on("GET", EVENTS, ({ query }) =>
    query.get("cursor") === "c2" ? second.reply() : { ...pageOf(numbered(9), numbered(8)), next_cursor: "c2" },
  );
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events?event=x" });
  await expect.element(page.getByText("First 2 shown")).toBeVisible();
  const more = page.getByRole("button", { name: "Load more" });
  await pressTwice(more);
  await expect.element(page.getByText("Loading more…")).toBeVisible();
  await expect.element(more).toBeDisabled();
  second.answer({ ...pageOf(numbered(7)), next_cursor: null });
  await expect.element(page.getByRole("rowheader", { name: "order.7" })).toBeVisible();
  await expect.element(page.getByRole("rowheader", { name: "order.9" })).toBeVisible();
  await expect.element(more).not.toBeInTheDocument();
  const cursors = api.calls("GET").filter(({ path, query }) => path === EVENTS && query.has("cursor"));
  expect(cursors.map(({ query }) => Object.fromEntries(query))).toEqual([{ limit: "50", event: "x", cursor: "c2" }]);
});

test("says that more could not be loaded, keeps what is there, and loads it on another try", async ({
  api,
  workspace,
}) => {
  answerFilters(api);
  const first = { ...pageOf(numbered(9)), next_cursor: "c2" };
  api.on("GET", EVENTS, ({ query }) => (query.has("cursor") ? refusal(403, "Forbidden", "Not allowed") : first));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  const more = page.getByRole("button", { name: "Load more" });
  await more.click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("More events could not be loaded.");
  await expect.element(page.getByRole("rowheader", { name: "order.9" })).toBeVisible();
  api.on("GET", EVENTS, ({ query }) => (query.has("cursor") ? pageOf(numbered(8)) : first));
  await more.click();
  await expect.element(page.getByRole("rowheader", { name: "order.8" })).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("reads a list again in which something moves, and shows how it ended", async ({ api, workspace }) => {
  answerFilters(api);
  api.on("GET", EVENTS, pageOf(buildEvent({ status: "pending", completed_count: 0 })));
  const page = await workspace.open(<EventsPage />, { url: "/workspace/events" });
  const row = page.getByRole("row", { name: /order\.paid/ });
  await expect.element(row).toMatchTextContent("Pending");
  api.on("GET", EVENTS, pageOf(buildEvent()));
  await expect.element(row, AFTER_RETRIES).toMatchTextContent("Delivered");
});
