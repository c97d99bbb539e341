import { Suspense } from "react";
import { DashboardPage } from "#components/dashboard/dashboard-page.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import type {
  AttentionItem,
  BrokenRule,
  ConnectionActivity,
  MetricsLosses,
  StatusCounts,
  WorkspaceMetrics,
} from "#lib/contracts/metrics.ts";
import type { Problem } from "#lib/contracts/problems.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { type FakeApi, heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { buildEvent, buildProblem, CONNECTION_ID, EVENT_ID, RULE_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const METRICS = `/workspaces/${WORKSPACE_ID}/metrics`;
const LOSSES = `${METRICS}/losses`;
const EVENTS = `/workspaces/${WORKSPACE_ID}/events`;
const PROBLEMS = `/workspaces/${WORKSPACE_ID}/problems`;
const AFTER_RETRIES = { timeout: 8_000 };
const AT = "2026-11-30T09:00:00.000Z";
const uuid = (n: number) => `0199a3c2-7d5e-7b1a-9c4f-${String(n).padStart(12, "0")}`;

const counts = (changes: Partial<StatusCounts> = {}): StatusCounts => ({
  events: 0,
  pending: 0,
  processing: 0,
  retrying: 0,
  completed: 0,
  failed: 0,
  canceled: 0,
  unmatched: 0,
  ...changes,
});

/** A workspace that is set up and in which all is well. */
function buildMetrics(changes: Partial<WorkspaceMetrics> = {}): WorkspaceMetrics {
  return {
    range: "24h",
    from: AT,
    to: AT,
    totals: counts({ events: 1204, completed: 1200 }),
    previous: counts({ events: 1000, completed: 990, failed: 10 }),
    bucket_seconds: 3600,
    buckets: [],
    error_rate: 0,
    delivery_latency: { p50_ms: 120, p95_ms: 900 },
    connections: [],
    attention: [],
    broken_rules: [],
    has_connections: true,
    has_rules: true,
    ...changes,
  };
}

function buildItem(changes: Partial<AttentionItem> = {}): AttentionItem {
  return {
    connection: CONNECTION_ID,
    connection_name: "Order hook",
    integration_type: "webhook",
    failed: 0,
    retrying: 0,
    ...changes,
  };
}

function buildBroken(changes: Partial<BrokenRule> = {}): BrokenRule {
  return {
    rule: RULE_ID,
    event: "order.paid",
    connection: CONNECTION_ID,
    connection_name: "Team Slack",
    integration_type: "slack",
    problem: "The channel C123 does not exist any more",
    ...changes,
  };
}

/** What fails, beside what `answer` says. */
function answerProblems(api: FakeApi, ...problems: Problem[]) {
  api.on("GET", PROBLEMS, { ...pageOf(...problems), next_cursor: null });
}

function answer(api: FakeApi, metrics: Partial<WorkspaceMetrics> = {}, ...events: ReturnType<typeof buildEvent>[]) {
  api.on("GET", METRICS, buildMetrics(metrics));
  api.on("GET", EVENTS, pageOf(...events));
  api.on("GET", LOSSES, buildLosses());
  api.on("GET", `${METRICS}/connections`, { from: AT, records: [buildActivity()] });
  answerProblems(api);
}

const inLanguage = (tag: string, timeZone?: string) => (
  <LanguageContext value={{ locale: toLocale(tag, timeZone), phrases: {} }}>
    <Suspense>
      <DashboardPage />
    </Suspense>
  </LanguageContext>
);

test("says that it is loading, and promises no numbers before it has them", async ({ api, workspace }) => {
  const slow = heldReply<WorkspaceMetrics>();
  answer(api);
  api.on("GET", METRICS, slow.reply);
  const page = await workspace.open(<DashboardPage />);
  await expect.element(page.getByText("Loading the dashboard")).toBeInTheDocument();
  await expect.element(page.getByText("Nothing needs attention.")).not.toBeInTheDocument();
  slow.answer(buildMetrics());
  await expect.element(page.getByText("Nothing needs attention.")).toBeVisible();
  await expect.element(page.getByText("Loading the dashboard")).not.toBeInTheDocument();
});

test("counts what came, and compares it with the day before in words", async ({ api, workspace }) => {
  answer(api, {
    totals: counts({ events: 1204, completed: 2999, failed: 1, retrying: 3 }),
    previous: counts({ events: 1000, completed: 990, failed: 10, retrying: 3 }),
  });
  const page = await workspace.open(<DashboardPage />);
  const tiles = page.getByRole("region", { name: "Last 24 hours" }).getByRole("listitem");
  await expect.element(tiles.nth(0)).toMatchTextContent(/^Events1,204204 more than the day before$/);
  await expect.element(tiles.nth(1)).toMatchTextContent(/^Delivered99\.9%99% the day before$/);
  await expect.element(tiles.nth(2)).toMatchTextContent(/^Failed19 fewer than the day before$/);
  await expect.element(tiles.nth(3)).toMatchTextContent(/^Retrying3same as the day before$/);
});

test("leads from each number to the events behind it", async ({ api, workspace }) => {
  answer(api);
  const page = await workspace.open(<DashboardPage />);
  const links = page.getByRole("region", { name: "Last 24 hours" }).getByRole("link");
  await expect.element(links.first()).toBeVisible();
  expect(links.elements().map((link) => link.getAttribute("href"))).toEqual([
    "/workspace/events?since=24h",
    "/workspace/events?status=completed&matched=true&since=24h",
    "/workspace/events?status=failed&since=24h",
    "/workspace/events?status=retrying&since=24h",
  ]);
});

const bucket = (start: string, changes: Partial<StatusCounts>) => ({ start, ...counts(changes) });
const IN_BARS: Partial<WorkspaceMetrics> = {
  from: "2026-11-29T09:30:00.000Z",
  buckets: [
    bucket("2026-11-29T09:00:00.000Z", { events: 3, completed: 2, retrying: 1 }),
    bucket("2026-11-29T10:00:00.000Z", {}),
    bucket("2026-11-29T11:00:00.000Z", { events: 12, completed: 4, failed: 8 }),
  ],
};

test("shows what came when, and leads from each bar to exactly its events", async ({ api, workspace }) => {
  answer(api, IN_BARS);
  const page = await workspace.open(<DashboardPage />);
  const activity = page.getByRole("region", { name: "Events over time" });
  await expect
    .element(activity.getByText("Half of the deliveries arrived within 120 ms, 95% within 900 ms."))
    .toBeVisible();
  const bars = [...activity.element().querySelectorAll("a")];
  expect(bars.map((bar) => bar.getAttribute("href"))).toEqual([
    "/workspace/events?from=2026-11-29T09:30:00.000Z&until=2026-11-29T10:00:00.000Z",
    "/workspace/events?from=2026-11-29T11:00:00.000Z&until=2026-11-29T12:00:00.000Z",
  ]);
  const heights = bars.map((bar) => bar.getBoundingClientRect().height);
  expect(new Set(heights)).toHaveLength(1);
  await expect.element(activity.getByRole("listitem")).toHaveLength(3);
});

test("says the same in a table, with the same links", async ({ api, workspace }) => {
  answer(api, IN_BARS);
  const page = await workspace.open(<DashboardPage />);
  const activity = page.getByRole("region", { name: "Events over time" });
  await activity.getByRole("button", { name: "Show as table" }).click();
  const rows = activity.getByRole("row");
  await expect.element(rows.nth(1)).toMatchTextContent(/21000 *3$/);
  await expect.element(rows.nth(2)).toMatchTextContent(/40800 *12$/);
  await expect.element(activity.getByRole("link")).toHaveLength(2);
});

test("an empty period says so and keeps its room", async ({ api, workspace }) => {
  answer(api, { buckets: [bucket("2026-11-29T09:00:00.000Z", {})] });
  const page = await workspace.open(<DashboardPage />);
  await expect.element(page.getByText("No events in this period.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Show as table" })).not.toBeInTheDocument();
});

const inHours = (...last: number[]) => [...Array.from({ length: 24 - last.length }, () => 0), ...last];

function buildActivity(): ConnectionActivity {
  return {
    connection: CONNECTION_ID,
    delivered: inHours(90, 5, 2),
    underway: inHours(1, 0),
    failed: inHours(2),
    last_delivered_at: AT,
    last_failed_at: AT,
    last_error: "The channel is gone",
  };
}

function buildLosses(changes: Partial<MetricsLosses> = {}): MetricsLosses {
  return {
    from: AT,
    to: AT,
    unmatched: { counted: 0, is_complete: true, event_types: [] },
    failed: { counted: 0, is_complete: true, outcomes: [] },
    ...changes,
  };
}

const LOSSY = counts({ events: 100, completed: 92, unmatched: 12, failed: 5, canceled: 1, retrying: 2 });

test("shows how far events came, and what was lost on the way with the reasons", async ({ api, workspace }) => {
  answer(api, { totals: LOSSY });
  api.on(
    "GET",
    LOSSES,
    buildLosses({
      unmatched: {
        counted: 12,
        is_complete: true,
        event_types: ["a", "b", "c", "d", "e"].map((event, n) => ({ event, count: n === 0 ? 8 : 1 })),
      },
      failed: {
        counted: 1_000,
        is_complete: false,
        outcomes: [
          { outcome_code: "rejected_server_error", status_code: 500, count: 999 },
          { outcome_code: "timeout", count: 1 },
        ],
      },
    }),
  );
  const page = await workspace.open(<DashboardPage />);
  const steps = page.getByRole("region", { name: "From event to delivery" });
  const link = (name: string) => steps.getByRole("link", { name });
  await expect.element(link("100")).toHaveAttribute("href", "/workspace/events?since=24h");
  await expect.element(link("88")).toHaveAttribute("href", "/workspace/events?matched=true&since=24h");
  await expect.element(link("80")).toHaveAttribute("href", "/workspace/events?status=completed&matched=true&since=24h");
  await expect
    .element(link("12 events matched no rule"))
    .toHaveAttribute("href", "/workspace/events?matched=false&since=24h");
  await expect.element(link("a")).toHaveAttribute("href", "/workspace/events?event=a&matched=false&since=24h");
  await expect.element(steps.getByText("Others: 1")).toBeVisible();
  await expect.element(link("5 events failed")).toHaveAttribute("href", "/workspace/events?status=failed&since=24h");
  await expect.element(steps.getByText("Of the newest 1,000:")).toBeVisible();
  await expect.element(steps.getByText("(HTTP 500)", { exact: false })).toBeVisible();
  await expect
    .element(link("2 events are under way"))
    .toHaveAttribute("href", "/workspace/events?status=pending,processing,retrying&since=24h");
});

test("asks for no reasons where nothing was lost, and shows no way where nothing came", async ({ api, workspace }) => {
  answer(api, { totals: counts({ events: 3, completed: 3 }) });
  const page = await workspace.open(<DashboardPage />);
  const steps = page.getByRole("region", { name: "From event to delivery" });
  await expect.element(steps.getByText("Received")).toBeVisible();
  expect(api.calls("GET").filter(({ path }) => path === LOSSES)).toEqual([]);
  api.on("GET", METRICS, buildMetrics({ range: "7d", totals: counts() }));
  await page.getByText("7 days", { exact: true }).click();
  await expect.element(page.getByRole("heading", { name: "Last 7 days" })).toBeVisible();
  await expect.element(steps).not.toBeInTheDocument();
});

test("another period is asked for, stands in the address, and the figures stay until it is there", async ({
  api,
  workspace,
}) => {
  answer(api, IN_BARS);
  const page = await workspace.open(<DashboardPage />);
  await expect.element(page.getByRole("heading", { name: "Last 24 hours" })).toBeVisible();
  const slow = heldReply<WorkspaceMetrics>();
  api.on("GET", METRICS, slow.reply);
  await page.getByText("7 days", { exact: true }).click();
  await expect.poll(() => api.calls("GET").at(-1)?.query.get("range")).toBe("7d");
  await expect.element(page.getByRole("heading", { name: "Last 24 hours" })).toBeVisible();
  slow.answer(buildMetrics({ range: "7d" }));
  await expect.element(page.getByRole("heading", { name: "Last 7 days" })).toBeVisible();
  await expect.element(page.getByText("204 more than the 7 days before")).toBeVisible();
  await expect.element(page.getByRole("radio", { name: "7 days" })).toBeChecked();
});

test("a period of its own is asked for, its figures lead to its events, and a wrong one is explained", async ({
  api,
  workspace,
}) => {
  answer(api, IN_BARS);
  const page = await workspace.open(inLanguage("en", "Europe/Berlin"));
  await page.getByText("Custom…", { exact: true }).click();
  const form = page.getByRole("form", { name: "Custom time range" });
  await form.getByRole("button", { name: "Apply" }).click();
  await expect.element(form.getByText("Enter a date and a time.")).toBeVisible();
  await form.getByLabelText("From").fill("2020-01-01T00:00");
  await form.getByRole("button", { name: "Apply" }).click();
  await expect.element(form.getByText("At most 61 days ago.")).toBeVisible();
  const from = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 13);
  await form.getByLabelText("From").fill(`${from}:00`);
  await form.getByLabelText("Until").fill(`${from}:30`);
  const {
    range: _range,
    previous: _previous,
    ...own
  } = buildMetrics({
    from: "2026-11-25T10:00:00.000Z",
    to: "2026-11-25T11:00:00.000Z",
  });
  api.on("GET", METRICS, own);
  await form.getByRole("button", { name: "Apply" }).click();
  await expect.element(page.getByRole("heading", { name: "Chosen period" })).toBeVisible();
  const { query } = api.calls("GET").findLast(({ path }) => path === METRICS) ?? {};
  expect(Object.fromEntries(query ?? [])).toEqual({
    created_after: expect.stringMatching(`^${from}:00:00\\+0[12]:00$`) as unknown,
    created_before: expect.stringMatching(`^${from}:30:00\\+0[12]:00$`) as unknown,
  });
  await expect
    .element(page.getByRole("link", { name: /^Failed/ }))
    .toHaveAttribute(
      "href",
      "/workspace/events?status=failed&from=2026-11-25T10:00:00.000Z&until=2026-11-25T11:00:00.000Z",
    );
  await expect.element(page.getByText("longer ago than figures are kept", { exact: false }).first()).toBeVisible();
  await page.getByText("7 days", { exact: true }).click();
  await expect.poll(() => Object.fromEntries(api.calls("GET").at(-1)?.query ?? [])).toEqual({ range: "7d" });
  await expect.element(form).not.toBeInTheDocument();
});

test("says of each connection how its deliveries went", async ({ api, workspace }) => {
  answer(api, {
    connections: [
      {
        connection: CONNECTION_ID,
        connection_name: "Team Slack",
        integration_type: "slack",
        deliveries: 100,
        delivered: 97,
        failed: 2,
        retrying: 1,
        error_rate: 0.02,
        delivery_latency: { p50_ms: 200, p95_ms: 1500 },
      },
    ],
  });
  const page = await workspace.open(<DashboardPage />);
  const row = page.getByRole("region", { name: "By connection" }).getByRole("row").nth(1);
  await expect.element(row).toMatchTextContent(/Team SlackLast delivered .*10097\.9%211\.5 s$/);
  await expect.element(row).toMatchTextContent(/Last failed .*: The channel is gone/);
  const strip = row.getByRole("img", { name: "Last 24 hours: 97 delivered, 1 under way, 2 failed" });
  await expect.element(strip).toBeVisible();
  const cells = [...strip.element().children].map(({ className }) => /bg-(\w+)/.exec(className)?.[1]);
  expect(cells.slice(20)).toEqual(["line", "success", "warning", "danger"]);
  await expect
    .element(row.getByRole("link", { name: "2" }))
    .toHaveAttribute("href", `/workspace/events?status=failed&connection=${CONNECTION_ID}&since=24h`);
});

test("claims no share where nothing has ended", async ({ api, workspace }) => {
  answer(api, { totals: counts({ events: 4, pending: 4 }), previous: counts() });
  const page = await workspace.open(<DashboardPage />);
  const tile = page.getByRole("region", { name: "Last 24 hours" }).getByRole("listitem").nth(1);
  await expect.element(tile).toMatchTextContent(/^Delivered–no earlier data to compare with$/);
});

test("reads no events and leads to none for a session that may only see numbers", async ({ api, workspace }) => {
  api.on("GET", METRICS, buildMetrics());
  answerProblems(api, buildProblem({ failed_count: 2 }));
  const page = await workspace.open(<DashboardPage />, {
    session: { session_type: "dashboard", pages: ["dashboard"], capabilities: ["read_dashboard"] },
  });
  await expect.element(page.getByText("2 deliveries failed")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Ignore" })).not.toBeInTheDocument();
  await expect.element(page.getByRole("link")).not.toBeInTheDocument();
  await expect.element(page.getByRole("heading", { name: "Latest events" })).not.toBeInTheDocument();
  expect(api.calls().map(({ path }) => path)).toEqual([METRICS, PROBLEMS]);
});

test("puts what is inactive first, then broken rules, then what fails, the last seen first", async ({
  api,
  workspace,
}) => {
  answer(api, {
    attention: [
      buildItem({ connection: uuid(13), connection_name: "Failing much", failed: 9 }),
      buildItem({ connection: uuid(14), connection_name: "Off", inactive_reason: "manually_inactivated" }),
    ],
    broken_rules: [buildBroken()],
  });
  const waiting = buildProblem({ id: uuid(73), connection: uuid(14), outcome_code: "connection_inactive" });
  answerProblems(
    api,
    buildProblem({ failed_count: 9 }),
    buildProblem({ id: uuid(71), outcome_code: "timeout" }),
    waiting,
  );
  const page = await workspace.open(<DashboardPage />);
  const card = page.getByRole("region", { name: "Needs attention" });
  const rows = card.getByRole("listitem");
  await expect.element(rows.nth(0)).toMatchTextContent(/^Off/);
  await expect.element(rows.nth(1)).toMatchTextContent(/^The rule for order\.paid/);
  await expect.element(rows.nth(2)).toMatchTextContent(/^The destination had an internal error \(HTTP 500\)/);
  await expect.element(rows.nth(3)).toMatchTextContent(/^The destination did not answer in time/);
  await expect.element(card).toMatchTextContent("1 connection, 1 rule, 2 problems");
  expect(rows.elements()).toHaveLength(4);
});

for (const [reason, words, link] of [
  ["authentication_invalid", "no longer accepts the credentials", "Fix connection"],
  ["oauth_authorization_revoked", "Access was revoked in the connected account.", "Reconnect"],
  ["oauth_reauthorization_required", "requires a new sign-in", "Reconnect"],
  ["manually_inactivated", "was paused by a person", "Fix connection"],
] as const) {
  test(`says what to do about a connection that is ${reason}, and that deliveries wait`, async ({ api, workspace }) => {
    answer(api, { attention: [buildItem({ inactive_reason: reason, retrying: 1 })] });
    const page = await workspace.open(<DashboardPage />);
    const row = page.getByRole("region", { name: "Needs attention" }).getByRole("listitem");
    await expect.element(row).toMatchTextContent("Inactive.");
    await expect.element(row).toMatchTextContent(words);
    await expect.element(row).toMatchTextContent("Waiting deliveries are sent as soon as it is active again.");
    await expect
      .element(row.getByRole("link", { name: link }))
      .toHaveAttribute("href", `/workspace/connections/${CONNECTION_ID}`);
  });
}

test("says of a problem what happens, where, how often and since when, and leads to exactly its events", async ({
  api,
  workspace,
}) => {
  const message = `The endpoint answered 500: ${"x".repeat(500)}`;
  answer(api);
  answerProblems(api, buildProblem({ message, failed_count: 312, retrying_count: 10_000 }));
  const page = await workspace.open(<DashboardPage />);
  const row = page.getByRole("region", { name: "Needs attention" }).getByRole("listitem");
  await expect.element(row).toMatchTextContent("Order hook (Webhook), when order.paid happens");
  await expect.element(row).toMatchTextContent(message);
  await expect.element(row.getByText("312 deliveries failed")).toBeVisible();
  await expect.element(row.getByText("10,000+ deliveries still being retried")).toBeVisible();
  await expect
    .element(row.getByRole("link", { name: "See events" }))
    .toHaveAttribute("href", `/workspace/events?problem=${uuid(70)}`);
  await expect
    .element(row.getByRole("link", { name: "Retry 312…" }))
    .toHaveAttribute("href", `/workspace/events?status=failed&problem=${uuid(70)}`);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

for (const [code, name, href] of [
  ["auth_failed", "Check connection", `/workspace/connections/${CONNECTION_ID}`],
  ["mapping_error", "Check mapping", `/workspace/connections/${CONNECTION_ID}/mappings`],
  ["destination_not_found", "Check rule", `/workspace/rules/${RULE_ID}`],
] as const) {
  test(`leads from ${code} to what mends it`, async ({ api, workspace }) => {
    answer(api);
    answerProblems(api, buildProblem({ outcome_code: code, failed_count: 1 }));
    const page = await workspace.open(<DashboardPage />);
    await expect.element(page.getByRole("link", { name })).toHaveAttribute("href", href);
  });
}

test("a problem is acknowledged, and says by whom", async ({ api, workspace }) => {
  answer(api);
  answerProblems(api, buildProblem({ failed_count: 1 }));
  const page = await workspace.open(<DashboardPage />);
  const known = buildProblem({ failed_count: 1, state: "acknowledged", acknowledged_by: "femke", acknowledged_at: AT });
  api.on("PATCH", `${PROBLEMS}/*`, () => {
    answerProblems(api, known);
    return known;
  });
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect.element(page.getByText("Acknowledged by femke")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  expect(api.calls("PATCH").map(({ path, body }) => [path, body])).toEqual([
    [`${PROBLEMS}/${uuid(70)}`, { state: "acknowledged" }],
  ]);
});

test("a problem that cannot be changed stays, with the reason", async ({ api, workspace }) => {
  answer(api);
  answerProblems(api, buildProblem({ failed_count: 1 }));
  api.on("PATCH", `${PROBLEMS}/*`, () => refusal(409, "Conflict", "The problem is resolved"));
  const page = await workspace.open(<DashboardPage />);
  await page.getByRole("button", { name: "Ignore" }).click();
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent("The problem was not changed. The problem is resolved");
  await expect.element(page.getByRole("button", { name: "Ignore" })).toBeEnabled();
});

test("says why a rule is broken, and sends nobody to what they may not change", async ({ api, workspace }) => {
  answer(api, { broken_rules: [buildBroken()] });
  answerProblems(api, buildProblem({ outcome_code: "auth_failed", failed_count: 1 }));
  const admin = await workspace.open(<DashboardPage />);
  await expect.element(admin.getByText("The channel C123 does not exist any more")).toBeVisible();
  await expect
    .element(admin.getByRole("link", { name: "Fix rule" }))
    .toHaveAttribute("href", `/workspace/rules/${RULE_ID}`);
  await admin.unmount();
  const member = await workspace.open(<DashboardPage />, {
    session: { role: "member", capabilities: ["read_dashboard", "read_events"] },
  });
  await expect.element(member.getByText("The channel C123 does not exist any more")).toBeVisible();
  await expect.element(member.getByRole("link", { name: "See events" })).toBeVisible();
  await expect.element(member.getByRole("link", { name: /Fix rule|Check connection/ })).not.toBeInTheDocument();
});

const NOTHING_YET = { totals: counts(), previous: counts(), has_connections: false, has_rules: false };

test("shows how to begin in an empty workspace, and where", async ({ api, workspace }) => {
  answer(api, NOTHING_YET);
  const page = await workspace.open(<DashboardPage />);
  const setup = page.getByRole("region", { name: "Set up delivery" });
  await expect.element(setup).toMatchTextContent("0 of 3 done");
  for (const [name, href] of [
    ["Connect", "/workspace/connections/new"],
    ["Create a rule", "/workspace/rules/new"],
    ["Send test event", "/workspace/events?test=true"],
  ] as const) {
    await expect.element(setup.getByRole("link", { name })).toHaveAttribute("href", href);
  }
  await expect.element(page.getByText("No events yet")).toBeVisible();
  await expect.element(page.getByText("Nothing needs attention.")).not.toBeInTheDocument();
});

test("takes off the list what is done, and says so to a screen reader", async ({ api, workspace }) => {
  answer(api, { ...NOTHING_YET, has_connections: true });
  const page = await workspace.open(<DashboardPage />);
  const setup = page.getByRole("region", { name: "Set up delivery" });
  await expect.element(setup).toMatchTextContent("1 of 3 done");
  await expect.element(setup.getByText("(done)")).toBeInTheDocument();
  await expect.element(setup.getByRole("link", { name: "Connect" })).not.toBeInTheDocument();
  expect(setup.getByText("(to do)").elements()).toHaveLength(2);
});

test("counts an event of long ago as sent", async ({ api, workspace }) => {
  answer(api, { totals: counts(), previous: counts() }, buildEvent());
  const page = await workspace.open(<DashboardPage />);
  await expect.element(page.getByText("Nothing needs attention.")).toBeVisible();
  await expect.element(page.getByRole("region", { name: "Set up delivery" })).not.toBeInTheDocument();
});

test("says who does the steps that the session may not", async ({ api, workspace }) => {
  answer(api, NOTHING_YET);
  const page = await workspace.open(<DashboardPage />, {
    session: { role: "member", capabilities: ["read_dashboard", "read_events", "emit_events"] },
  });
  const setup = page.getByRole("region", { name: "Set up delivery" });
  await expect.element(setup.getByRole("link", { name: "Send test event" })).toBeVisible();
  expect(setup.getByText("Done by an administrator").elements()).toHaveLength(2);
  expect(setup.getByRole("link").elements()).toHaveLength(1);
});

test("shows the ten latest events, and the way to all of them", async ({ api, workspace }) => {
  const events = Array.from({ length: 12 }, (_, n) => buildEvent({ id: uuid(90 - n), event: `order.${n}` }));
  answer(api, {}, ...events);
  const page = await workspace.open(<DashboardPage />);
  const latest = page.getByRole("region", { name: "Latest events" });
  await expect.element(latest.getByRole("rowheader", { name: "order.9" })).toBeVisible();
  expect(latest.getByRole("rowheader").elements()).toHaveLength(10);
  await expect.element(latest.getByRole("button", { name: "Load more" })).not.toBeInTheDocument();
  await expect.element(latest.getByRole("link", { name: "All events" })).toHaveAttribute("href", "/workspace/events");
  await expect
    .element(latest.getByRole("link", { name: /order\.0/ }))
    .toHaveAttribute("href", `/workspace/events/${uuid(90)}`);
});

test("shows the numbers when only the events cannot be read", async ({ api, workspace }) => {
  answer(api);
  api.on("GET", EVENTS, () => refusal(403, "Forbidden", "Not allowed"));
  const page = await workspace.open(<DashboardPage />);
  await expect.element(page.getByText("Nothing needs attention.")).toBeVisible();
  const latest = page.getByRole("region", { name: "Latest events" });
  await expect.element(latest.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
});

test("says that it could not be loaded, with what to tell support, and loads when asked", async ({
  api,
  workspace,
}) => {
  answerProblems(api);
  api.on("GET", METRICS, () => refusal(500, "InternalServerError", "Broken"));
  const page = await workspace.open(<DashboardPage />);
  const alert = page.getByRole("alert");
  await expect.element(alert, AFTER_RETRIES).toMatchTextContent("Request ID req_1");
  answer(api, {}, buildEvent());
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByText("Nothing needs attention.")).toBeVisible();
  await expect
    .element(page.getByRole("link", { name: /order\.paid/ }))
    .toHaveAttribute("href", `/workspace/events/${EVENT_ID}`);
});

test("keeps the numbers when they cannot be renewed, and says that they may be old", async ({ api, workspace }) => {
  answer(api, { totals: counts({ events: 7, pending: 1 }) });
  const page = await workspace.open(<DashboardPage />);
  const tile = page.getByRole("region", { name: "Last 24 hours" }).getByRole("listitem").first();
  await expect.element(tile).toMatchTextContent("Events7");
  api.on("GET", METRICS, () => refusal(403, "Forbidden", "Not allowed"));
  await expect.element(page.getByText("may be out of date", { exact: false }), AFTER_RETRIES).toBeVisible();
  await expect.element(tile).toMatchTextContent("Events7");
});

for (const [tag, count, failures, name] of [
  [
    "de",
    "1 Verbindung und 1 Regel",
    "1 Zustellung fehlgeschlagen, 2 werden erneut versucht",
    "Die Regel für order.paid",
  ],
  ["ja", "接続1件", "1件の配信が失敗し、2件が再試行待ちです", "order.paidのルール"],
  ["ar", "اتصال واحد وقاعدة واحدة", "فشل تسليم واحد، وستُعاد محاولة تسليمين", "القاعدة الخاصة بالحدث order.paid"],
] as const) {
  test(`counts and names in ${tag} as people there do`, async ({ api, workspace }) => {
    answer(api, {
      attention: [buildItem({ inactive_reason: "manually_inactivated", failed: 1, retrying: 2 })],
      broken_rules: [buildBroken()],
    });
    const page = await workspace.open(inLanguage(tag));
    await expect.element(page.getByText(count, { exact: false })).toBeVisible();
    await expect.element(page.getByText(failures, { exact: false })).toBeVisible();
    await expect.element(page.getByText(name, { exact: false })).toBeVisible();
  });
}
