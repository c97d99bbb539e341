import { Suspense } from "react";
import type { RenderResult } from "vitest-browser-react";
import { page as frame, userEvent } from "vitest/browser";
import { EventFilterBar } from "#components/events/event-filter-bar.tsx";
import { EventsList } from "#components/events/events-list.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import type { EventFilters } from "#lib/client/event-filters.ts";
import type { EventsPage } from "#lib/contracts/events.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { type FakeApi, heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { leave } from "#lib/testing/page/press.ts";
import {
  buildConnectionSummary,
  buildEvent,
  buildProblem,
  buildRule,
  CONNECTION_ID,
  EVENT_ID,
  RULE_ID,
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
  api.on("GET", `${WORKSPACE}/rules`, pageOf(buildRule({ resource: "shop" })));
  api.on("GET", `${WORKSPACE}/problems/${EVENT_ID}`, buildProblem({ id: EVENT_ID }));
}

function statusButton(page: RenderResult, name: string) {
  return page.getByRole("group", { name: /status/i }).getByRole("button", { name, exact: true });
}

function chips(page: RenderResult): string[] {
  const list = page.container.querySelector('ul[aria-label="Active filters"]');
  return Array.from(list?.children ?? [], (item) => item.textContent);
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

const FROM = "2026-11-30T14:00:00+01:00";
const UNTIL = "2026-11-30T14:00:00Z";

/** Every filter that a link can carry, and what the server is asked for it. */
const FILTERS = {
  status: { search: "status=failed,retrying", sent: { status: "failed,retrying" } },
  event: { search: "event=order.paid", sent: { event: "order.paid" } },
  resource: { search: "resource=shop", sent: { resource: "shop" } },
  resource_id: { search: "resource_id=linden%2Fstreet", sent: { resource_id: "linden/street" } },
  id: { search: `id=${EVENT_ID}`, sent: { id: EVENT_ID } },
  connection: { search: `connection=${CONNECTION_ID}`, sent: { connection: CONNECTION_ID } },
  rule: { search: `rule=${RULE_ID}`, sent: { rule: RULE_ID } },
  matched: { search: "matched=false", sent: { matched: "false" } },
  since: { search: "since=24h", sent: { created_after: A_MOMENT } },
  from: { search: `from=${encodeURIComponent(FROM)}`, sent: { created_after: FROM } },
  until: { search: `until=${UNTIL}`, sent: { created_before: UNTIL } },
  problem: { search: `problem=${EVENT_ID}`, sent: { problem_id: EVENT_ID } },
  search: { search: `search=${EVENT_ID}`, sent: { search: EVENT_ID } },
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
  const { connection, status, since: _since, ...rest } = FILTERS;
  const search = Object.values(FILTERS).map((filter) => filter.search);
  const page = await workspace.open(<Events />, { url: `/workspace/events?${search.join("&")}` });
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  const others: Sent = Object.assign({}, ...Object.values(rest).map(({ sent }) => sent));
  expect(asked(api)).toEqual([{ limit: "50", ...others, ...connection.sent, delivery_status: status.sent.status }]);
});

test("asks for the status of the delivery, and says so, when a connection is chosen", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events?status=failed" });
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByLabelText("Connection").selectOptions("Order hook");
  await expect.element(page.getByRole("group", { name: "Delivery status" })).toBeVisible();
  expect(chips(page)).toEqual(["Delivery status: Failed", "Connection: Order hook"]);
  await expect
    .poll(() => asked(api).at(-1))
    .toEqual({ limit: "50", connection: CONNECTION_ID, delivery_status: "failed" });
});

test("offers the rules by their sentences", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await page.getByRole("button", { name: "Add filter" }).click();
  const sentence = "When order.paid happens on shop → Order hook · Send webhook";
  await page.getByLabelText("Rule").selectOptions(sentence);
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", rule: RULE_ID });
  await expect.poll(() => chips(page)).toEqual([`Rule: ${sentence}`]);
});

test("keeps each choice in the address, and takes it out again", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await statusButton(page, "Canceled").click();
  await expect.poll(() => workspace.visits.at(-1)).toBe("?status=canceled");
  await statusButton(page, "Retrying").click();
  await expect.poll(() => workspace.visits.at(-1)).toBe("?status=retrying,canceled");
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", status: "retrying,canceled" });
  await page.getByLabelText("Received").selectOptions("Last 7 days");
  await expect.poll(() => workspace.visits.at(-1)).toBe("?status=retrying,canceled&since=7d");
  await statusButton(page, "Canceled").click();
  await statusButton(page, "Retrying").click();
  await expect.poll(() => workspace.visits.at(-1)).toBe("?since=7d");
  await expect.element(statusButton(page, "Retrying")).toHaveAttribute("aria-pressed", "false");
});

test("has its statuses, its menu and its chips under the keys alone", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events?event=order.paid" });
  const search = page.getByLabelText("Find an event");
  await search.click();
  await userEvent.tab();
  await expect.element(page.getByRole("button", { name: "Search", exact: true })).toHaveFocus();
  for (const name of ["Pending", "Processing", "Retrying", "Delivered", "Failed"]) {
    await userEvent.tab();
    await expect.element(statusButton(page, name)).toHaveFocus();
  }
  await userEvent.keyboard(" ");
  await expect.poll(() => chips(page)).toEqual(["Status: Failed", "Event: order.paid"]);
  await page.getByRole("button", { name: "Remove filter: Status: Failed" }).click();
  await expect.poll(() => chips(page)).toEqual(["Event: order.paid"]);
  const last = page.getByRole("button", { name: "Remove filter: Event: order.paid" });
  await expect.element(last).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => chips(page)).toEqual([]);
  await expect.element(search).toHaveFocus();
});

test("asks for a typed name once it is complete, without the spaces around it", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await page.getByRole("button", { name: "Add filter" }).click();
  const field = page.getByLabelText("Resource ID");
  await field.fill("  linden-street ");
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  expect(asked(api)).toEqual([{ limit: "50" }]);
  expect(workspace.visits).toEqual([]);
  await leave(field);
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", resource_id: "linden-street" });
  await expect.element(page.getByLabelText("Resource ID")).toHaveValue("linden-street");
});

test("finds an event type by typing, and keeps one that is not on the list", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: "/workspace/events?event=order.lost" });
  await page.getByRole("button", { name: "Add filter" }).click();
  const field = page.getByRole("combobox", { name: "Event", exact: true });
  await expect.element(field).toHaveValue("order.lost");
  await field.fill("ship");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", event: "order.shipped" });
  await page.getByRole("button", { name: "Remove filter: Event: order.shipped" }).click();
  await expect.element(field).toHaveValue("");
});

test("ignores a status and a time that do not exist", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, {
    url: "/workspace/events?status=lost&since=1y&from=yesterday&until=2026-11-30",
  });
  await expect.element(page.getByRole("rowheader")).toBeVisible();
  expect(asked(api)).toEqual([{ limit: "50" }]);
  expect(chips(page)).toEqual([]);
});

test("offers to clear the filters while there are any, and clears all of them", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(<Events />, { url: `/workspace/events?status=failed&id=${EVENT_ID}` });
  await expect.poll(() => chips(page)).toEqual([`Event ID: ${EVENT_ID}`, "Status: Failed"]);
  const clear = page.getByRole("button", { name: "Clear all" });
  await clear.click();
  await expect.poll(() => workspace.visits.at(-1)).toBe("");
  expect(chips(page)).toEqual([]);
  await expect.element(page.getByLabelText("Find an event")).toHaveFocus();
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
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect.element(page.getByRole("combobox", { name: "Event", exact: true })).toBeVisible();
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
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect.element(page.getByLabelText("Resource ID")).toBeVisible();
  await expect.element(page.getByLabelText("Connection")).not.toBeInTheDocument();
  await expect.element(page.getByLabelText("Rule")).not.toBeInTheDocument();
  expect(api.calls("GET").map(({ path }) => path)).not.toContain(`${WORKSPACE}/connections`);
});

test("filters without suggestions when those cannot be read", async ({ api, workspace }) => {
  answerAll(api);
  for (const list of ["event-types", "resources", "connections", "rules"]) {
    api.on("GET", `${WORKSPACE}/${list}`, () => refusal(403, "Forbidden", "Not allowed"));
  }
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByLabelText("Event", { exact: true }).fill("order.paid");
  await userEvent.keyboard("{Enter}");
  await statusButton(page, "Failed").click();
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", event: "order.paid", status: "failed" });
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("keeps the rows, marked as busy, until those of the new filter are there", async ({ api, workspace }) => {
  const slow = heldReply<Pick<EventsPage, "records">>();
  answerAll(api);
  api.on("GET", EVENTS, ({ query }) => (query.has("status") ? slow.reply() : pageOf(buildEvent())));
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await expect.element(page.getByRole("rowheader", { name: "order.paid" })).toBeVisible();
  await statusButton(page, "Failed").click();
  await expect.poll(() => page.container.querySelector("[aria-busy=true]")?.textContent).toContain("order.paid");
  slow.answer(pageOf(buildEvent({ event: "order.lost", status: "failed" })));
  await expect.element(page.getByRole("rowheader", { name: "order.lost" })).toBeVisible();
  expect(page.container.querySelector("[aria-busy=true]")).toBeNull();
});

/** As a person in another zone and language has it. */
function inLanguage(tag: string | undefined, timeZone: string) {
  return (
    <LanguageContext value={{ locale: toLocale(tag, timeZone), phrases: {} }}>
      <Suspense>
        <Events />
      </Suspense>
    </LanguageContext>
  );
}

test("takes a range of its own in the zone of the person, and names the zone", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(inLanguage(undefined, "Asia/Tokyo"), { url: "/workspace/events?since=7d" });
  await page.getByLabelText("Received").selectOptions("Custom…");
  await expect.element(page.getByText("Time zone: Asia/Tokyo")).toBeVisible();
  await page.getByLabelText("From").fill("2026-11-30T14:00");
  await page.getByLabelText("Until").fill("2026-11-30T15:30");
  expect(workspace.visits).toEqual([]);
  await userEvent.keyboard("{Enter}");
  await expect
    .poll(() => Object.fromEntries(new URLSearchParams(workspace.visits.at(-1))))
    .toEqual({ from: "2026-11-30T14:00:00+09:00", until: "2026-11-30T15:30:00+09:00" });
  await expect
    .poll(() => asked(api).at(-1))
    .toEqual({
      limit: "50",
      created_after: "2026-11-30T14:00:00+09:00",
      created_before: "2026-11-30T15:30:00+09:00",
    });
  await expect.poll(() => chips(page)).toEqual([expect.stringMatching(/^Received: 30 Nov 2026, 14:00.+15:30/)]);
  await expect.element(page.getByLabelText("From")).toHaveValue("2026-11-30T14:00");
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect.element(page.getByLabelText("From")).not.toBeInTheDocument();
  await expect.element(page.getByLabelText("Received")).toHaveValue("");
});

test("shows a range of the address in the zone of whoever opens it", async ({ api, workspace }) => {
  answerAll(api);
  const url = `/workspace/events?from=${encodeURIComponent(FROM)}`;
  const page = await workspace.open(inLanguage(undefined, "America/St_Johns"), { url });
  await expect.element(page.getByLabelText("From")).toHaveValue("2026-11-30T09:30");
  await expect.element(page.getByLabelText("Until")).toHaveValue("");
  await expect.poll(() => chips(page)).toEqual(["Received: 30 Nov 2026, 09:30 or later"]);
});

test("says at the field that a range ends before it begins, and asks for nothing", async ({ api, workspace }) => {
  answerAll(api);
  const page = await workspace.open(inLanguage(undefined, "Europe/Berlin"), { url: "/workspace/events" });
  await page.getByLabelText("Received").selectOptions("Custom…");
  await page.getByLabelText("From").fill("2026-11-30T14:00");
  const until = page.getByLabelText("Until");
  for (const wrong of ["2026-11-30T13:00", "2026-11-30T14:00"]) {
    await until.fill(wrong);
    await page.getByRole("button", { name: "Apply" }).click();
    await expect.element(until).toHaveAccessibleDescription(/Must be later than “From”/);
    await expect.element(until).toHaveAttribute("aria-invalid", "true");
    await expect.element(until).toHaveFocus();
  }
  expect(workspace.visits).toEqual([]);
  await until.fill("");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => workspace.visits.at(-1)).toBe("?from=2026-11-30T14:00:00%2B01:00");
});

test("keeps what is typed for the event type while the types are still on their way", async ({ api, workspace }) => {
  answerAll(api);
  const types = heldReply<ReturnType<typeof entry>[]>();
  api.on("GET", `${WORKSPACE}/event-types`, types.reply);
  const page = await workspace.open(<Events />, { url: "/workspace/events" });
  await page.getByRole("button", { name: "Add filter" }).click();
  const field = page.getByLabelText("Event", { exact: true });
  await field.fill("ship");
  types.answer([entry("order.paid"), entry("order.shipped")]);
  await page.getByRole("option", { name: "order.shipped" }).click();
  await expect.poll(() => asked(api).at(-1)).toEqual({ limit: "50", event: "order.shipped" });
});

test("says everything in German, and fits a narrow frame", async ({ api, workspace }) => {
  answerAll(api);
  await frame.viewport(360, 740);
  try {
    const long = "a".repeat(128);
    const query = new URLSearchParams({ event: long, from: FROM, until: "2026-11-30T15:00:00+01:00", rule: RULE_ID });
    const page = await workspace.open(inLanguage("de", "Europe/Berlin"), {
      url: `/workspace/events?status=failed,retrying&${query}`,
    });
    await page.getByRole("button", { name: "Filter hinzufügen" }).click();
    await expect.element(page.getByLabelText("Regel")).toHaveValue(RULE_ID);
    const list = page.getByRole("list", { name: "Aktive Filter" });
    await expect.element(list).toMatchTextContent("Zustellstatus: Neuer Versuch folgt oder Fehlgeschlagen");
    await expect.element(list).toMatchTextContent("30. Nov. 2026, 14:00–15:00");
    await expect.element(page.getByText("Zeitzone: Europe/Berlin")).toBeVisible();
    await expect.element(page.getByLabelText("Ereignis finden")).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  } finally {
    await frame.viewport(900, 800);
  }
});
