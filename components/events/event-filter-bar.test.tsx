import { userEvent } from "vitest/browser";
import { EventFilterBar } from "#components/events/event-filter-bar.tsx";
import { EventsList } from "#components/events/events-list.tsx";
import type { EventFilters } from "#lib/client/event-filters.ts";
import type { EventsPage } from "#lib/contracts/events.ts";
import { type FakeApi, heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { leave } from "#lib/testing/page/press.ts";
import {
  buildConnectionSummary,
  buildEvent,
  CONNECTION_ID,
  EVENT_ID,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const WORKSPACE = `/workspaces/${WORKSPACE_ID}`;
const EVENTS = `${WORKSPACE}/events`;

const entry = (key: string) => ({
  id: EVENT_ID,
  key,
  label: key,
  description: null,
  active: true,
  created_by: null,
  created_at: "2026-11-30T09:00:00.000Z",
  updated_at: "2026-11-30T09:00:00.000Z",
});

function answerAll(api: FakeApi) {
  api.on("GET", EVENTS, pageOf(buildEvent()));
  api.on("GET", `${WORKSPACE}/event-types`, [entry("order.paid"), entry("order.shipped")]);
  api.on("GET", `${WORKSPACE}/resources`, [entry("shop")]);
  api.on("GET", `${WORKSPACE}/connections`, pageOf(buildConnectionSummary()));
}

/** What was asked of the list, oldest first. */
function asked(api: FakeApi) {
  return api
    .calls("GET")
    .filter(({ path }) => path === EVENTS)
    .map(({ query }) => Object.fromEntries(query));
}

function Events() {
  return (
    <>
      <EventFilterBar />
      <EventsList />
    </>
  );
}

type Sent = Record<string, unknown>;
const A_MOMENT: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);

/** Every filter that a link can carry, and what the server is asked for it. */
const FILTERS = {
  status: { search: "status=failed", sent: { status: "failed" } },
  event: { search: "event=order.paid", sent: { event: "order.paid" } },
  resource: { search: "resource=shop", sent: { resource: "shop" } },
  resource_id: { search: "resource_id=linden%2Fstreet", sent: { resource_id: "linden/street" } },
  id: { search: `id=${EVENT_ID}`, sent: { id: EVENT_ID } },
  connection: { search: `connection=${CONNECTION_ID}`, sent: { connection: CONNECTION_ID } },
  since: { search: "since=24h", sent: { created_after: A_MOMENT } },
} satisfies Record<keyof EventFilters, { search: string; sent: Sent }>;

for (const [name, { search, sent }] of Object.entries(FILTERS)) {
  test(`asks the server for what the address says of ${name}, and for nothing else`, async ({ api, workspace }) => {
    answerAll(api);
    const page = await workspace.open(<Events />, { url: `/workspace/events?${search}` });
    await expect.element(page.getByRole("rowheader")).toBeVisible();
    expect(asked(api)).toEqual([{ limit: "50", ...sent }]);
  });
}

test("sends all filters together", async ({ api, workspace }) => {
  answerAll(api);
  const { connection, status, ...rest } = FILTERS;
  const search = Object.values(FILTERS).map((filter) => filter.search);
  const page = await workspace.open(<Events />, { url: `/workspace/events?${search.join("&")}` });
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  const others: Sent = Object.assign({}, ...Object.values(rest).map(({ sent }) => sent));
  expect(asked(api)).toEqual([{ limit: "50", ...others, ...connection.sent, delivery_status: status.sent.status }]);
});

test("asks for the status of the delivery, and says so, when a connection is chosen", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events?status=failed" });
  await page.getByLabelText("Connection").selectOptions("Order hook");
  await expect.element(page.getByLabelText("Delivery status")).toHaveValue("failed");
  await expect
    .poll(() => asked(api).at(-1))
    .toEqual({
      limit: "50",
      connection: CONNECTION_ID,
      delivery_status: "failed",
    });
});

test("keeps each choice in the address, and takes it out again", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  const status = page.getByLabelText("Status");
  await status.selectOptions("Canceled");
  await expect.poll(() => workspace.visits.at(-1)).toBe("?status=canceled");
  await page.getByLabelText("Received").selectOptions("Last 7 days");
  await expect.poll(() => workspace.visits.at(-1)).toBe("?status=canceled&since=7d");
  await status.selectOptions("Any");
  await expect.poll(() => workspace.visits.at(-1)).toBe("?since=7d");
});

test("asks for a typed name once it is complete, without the spaces around it", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  const field = page.getByLabelText("Resource ID");
  await field.fill("  linden-street ");
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  expect(asked(api)).toEqual([{ limit: "50" }]);
  expect(workspace.visits).toEqual([]);
  await leave(field);
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", resource_id: "linden-street" });
  await expect.element(page.getByLabelText("Resource ID")).toHaveValue("linden-street");
});

test("takes a suggestion at once", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  const field = page.getByRole("combobox", { name: "Event", exact: true });
  await expect.poll(async () => optionsOf(await field.findElement())).toEqual(["order.paid", "order.shipped"]);
  await field.fill("order.shipped");
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", event: "order.shipped" });
});

function optionsOf(field: Element): string[] {
  const list = document.getElementById(field.getAttribute("list") ?? "");
  return Array.from(list?.querySelectorAll("option") ?? [], ({ value }) => value);
}

test("ignores a status and a time that do not exist", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events?status=lost&since=1y" });
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  expect(asked(api)).toEqual([{ limit: "50" }]);
  await expect.element(page.getByLabelText("Status")).toHaveValue("");
});

test("offers to clear the filters while there are any, and clears all of them", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: `/workspace/events?status=failed&id=${EVENT_ID}` });
  const clear = page.getByRole("button", { name: "Clear filters" });
  await clear.click();
  await expect.poll(() => workspace.visits.at(-1)).toBe("");
  await expect.element(page.getByLabelText("Event ID")).toHaveValue("");
  await expect.element(page.getByLabelText("Status")).toHaveValue("");
  await expect.element(clear).not.toBeInTheDocument();
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50" });
});

test("leaves the resource to a session that is bound to one, whatever the address says", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, {
    url: "/workspace/events?resource=other&resource_id=2&status=failed",
    session: { session_type: "resource", resource: "shop", resource_id: "1" },
  });
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  await expect.element(page.getByLabelText("Resource", { exact: true })).not.toBeInTheDocument();
  await expect.element(page.getByLabelText("Resource ID")).not.toBeInTheDocument();
  expect(asked(api)).toEqual([{ limit: "50", status: "failed" }]);
  expect(api.calls("GET").map(({ path }) => path)).not.toContain(`${WORKSPACE}/resources`);
});

test("does not ask for connections that the session may not list", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, {
    url: "/workspace/events",
    session: { capabilities: ["read_events"] },
  });
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  await expect.element(page.getByLabelText("Connection")).not.toBeInTheDocument();
  expect(api.calls("GET").map(({ path }) => path)).not.toContain(`${WORKSPACE}/connections`);
});

test("filters without suggestions when those cannot be read", async ({ api, workspace }) => {
  answerAll(api);
  for (const list of ["event-types", "resources", "connections"]) {
    api.on("GET", `${WORKSPACE}/${list}`, () => refusal(403, "Forbidden", "Not allowed"));
  }
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await page.getByRole("combobox", { name: "Event", exact: true }).fill("order.paid");
  await userEvent.keyboard("{Enter}");
  await page.getByLabelText("Status").selectOptions("Failed");
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", event: "order.paid", status: "failed" });
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("keeps the rows, marked as busy, until those of the new filter are there", async ({ api, workspace }) => {
  const slow = heldReply<Pick<EventsPage, "records">>();
  answerAll(api);
  api.on("GET", EVENTS, ({ query }) => (query.has("status") ? slow.reply() : pageOf(buildEvent())));
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await expect.element(page.getByRole("rowheader", { name: "order.paid" })).toBeVisible();
  await page.getByLabelText("Status").selectOptions("Failed");
  await expect.poll(() => page.container.querySelector("[aria-busy=true]")?.textContent).toContain("order.paid");
  slow.answer(pageOf(buildEvent({ event: "order.lost", status: "failed" })));
  await expect.element(page.getByRole("rowheader", { name: "order.lost" })).toBeVisible();
  expect(page.container.querySelector("[aria-busy=true]")).toBeNull();
});
