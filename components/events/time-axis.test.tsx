import type { RenderResult } from "vitest-browser-react";
import { TimeAxis } from "#components/events/time-axis.tsx";
import type { Attempt } from "#lib/contracts/attempts.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { pageOf } from "#lib/testing/page/fake-api.ts";
import { buildAttempt, buildDelivery, buildEventDetail, EVENT_ID, RULE_ID } from "#lib/testing/page/records.ts";
import { expect, test as base } from "#lib/testing/page/test.tsx";

const RECEIVED = Date.parse("2026-11-30T09:00:00.000Z");
const HOUR = 3_600_000;
const uuid = (n: number) => `0199a3c2-7d5e-7b1a-9c4f-${String(n).padStart(12, "0")}`;

/** An attempt that began so long after the event was received. */
function attemptAt(number: number, afterMs: number, changes: Partial<Attempt> = {}): Attempt {
  const duration = changes.duration_ms ?? 1_000;
  return buildAttempt({
    id: uuid(number),
    attempt_number: number,
    duration_ms: duration,
    started_at: new Date(RECEIVED + afterMs).toISOString(),
    completed_at: new Date(RECEIVED + afterMs + duration).toISOString(),
    ...changes,
  });
}

const failed = { status: "failed", outcome_code: "rejected_server_error", status_code: 500 } as const;

const test = base.extend("axis", ({ api, workspace }) => {
  /** One delivery with these attempts, newest first. */
  return (delivery: Partial<RuleEvent>, ...attempts: Attempt[]): Promise<RenderResult> => {
    api.on("GET", `/events/${EVENT_ID}/rules/${RULE_ID}/attempts`, pageOf(...attempts));
    const rule_events = [buildDelivery({ attempt_count: attempts.length, ...delivery })];
    return workspace.open(<TimeAxis event={buildEventDetail({ rule_events })} />);
  };
});

/** What the lane of the only delivery says, in order. */
async function expectSentences(page: RenderResult, ...sentences: RegExp[]): Promise<void> {
  await expect.poll(() => page.container.querySelectorAll("ol > li > .sr-only").length).toBe(sentences.length);
  const found = [...page.container.querySelectorAll("ol > li > .sr-only")].map(({ textContent }) => textContent);
  for (const [index, sentence] of sentences.entries()) expect(found[index]).toMatch(sentence);
}

const boxes = (page: RenderResult) =>
  [...page.container.querySelectorAll<HTMLElement>("ol > li[title^=Attempt]")].map((item) =>
    item.getBoundingClientRect(),
  );

test("tells what happened in order, with each wait and why it was", async ({ axis }) => {
  const page = await axis(
    { status: "completed" },
    attemptAt(4, 3 * HOUR, { trigger: "manual" }),
    attemptAt(3, 72_000, failed),
    attemptAt(2, 11_000, { ...failed, outcome_code: "rate_limited", retry_after_ms: 60_000 }),
    attemptAt(1, 20, failed),
  );
  await expectSentences(
    page,
    /^Began 20 ms after the event was received$/,
    /^Attempt 1 at .+: .+, 1 s$/,
    /^Waited 9\.9 s, as scheduled$/,
    /^Attempt 2 at/,
    /^Waited 1 min, as the destination had asked$/,
    /^Attempt 3 at/,
    /^Retried by hand after 2 h 58 min$/,
    /^Attempt 4 at .+: Delivered, 1 s$/,
  );
  await expect.element(page.getByText("Long waits are drawn shorter.")).toBeVisible();
});

test("draws attempts in proportion to each other, one after the other", async ({ axis }) => {
  const page = await axis(
    { status: "completed" },
    attemptAt(2, HOUR, { duration_ms: 4_000 }),
    attemptAt(1, 0, { ...failed, duration_ms: 2_000 }),
  );
  await expect.poll(() => boxes(page).length).toBe(2);
  const [first, second] = boxes(page);
  expect((second?.width ?? 0) / (first?.width ?? 1)).toBeCloseTo(2, 1);
  expect(second?.left).toBeGreaterThan(first?.right ?? Infinity);
});

test("says when it is tried again, and that the schedule has it so", async ({ axis }) => {
  const next_attempt_at = new Date(Date.now() + 90_500).toISOString();
  const page = await axis({ status: "retrying", next_attempt_at }, attemptAt(1, 0, failed));
  await expect.element(page.getByText(/^Will be tried again in 1 min \d+ s, as scheduled\.$/)).toBeVisible();
});

test("says that the destination asked for the wait", async ({ axis }) => {
  const attempt = attemptAt(1, 0, { ...failed, retry_after_ms: 100 * 24 * HOUR });
  const next_attempt_at = new Date(Date.parse(attempt.completed_at) + 100 * 24 * HOUR).toISOString();
  const page = await axis({ status: "retrying", next_attempt_at }, attempt);
  await expect.element(page.getByText(/: the destination asked to wait 100 d\.$/)).toBeVisible();
});

for (const [ahead, words] of [
  [0, "Next in line for its connection."],
  [1, "1 delivery comes before it."],
  [312, "312 deliveries come before it."],
] as const) {
  test(`says of a delivery that is due: ${words}`, async ({ axis }) => {
    const expected_at = new Date(RECEIVED + 32 * 60_000).toISOString();
    const queue = { ahead, is_exact: true, expected_at };
    const page = await axis({ status: "pending", attempt_count: 0, queue });
    await expect.element(page.getByText(words)).toBeVisible();
    await expect.element(page.getByText(/^ ?At the destination’s pace, it is due about \d\d:32\.$/)).toBeVisible();
  });
}

test("claims no exact number of what comes before it where there are too many to count", async ({ axis }) => {
  const page = await axis({ status: "pending", attempt_count: 0, queue: { ahead: 10_000, is_exact: false } });
  await expect.element(page.getByText("At least 10,000 deliveries come before it.")).toBeVisible();
  await expect.element(page.getByText("pace", { exact: false })).not.toBeInTheDocument();
});

for (const direction of ["ltr", "rtl"]) {
  test(`keeps within 360 px with many attempts, ${direction}`, async ({ axis }) => {
    const attempts = Array.from({ length: 12 }, (_, index) => attemptAt(index + 1, index * index * 600_000, failed));
    const next_attempt_at = new Date(Date.now() + HOUR).toISOString();
    const page = await axis({ status: "retrying", next_attempt_at }, ...attempts.toReversed());
    page.container.dir = direction;
    page.container.style.width = "360px";
    await expect.poll(() => boxes(page).length).toBe(12);
    const frame = page.container.getBoundingClientRect();
    for (const box of boxes(page)) {
      expect(box.width).toBeGreaterThanOrEqual(6);
      expect(box.left).toBeGreaterThanOrEqual(frame.left);
      expect(box.right).toBeLessThanOrEqual(frame.right);
    }
    expect(page.container.scrollWidth).toBeLessThanOrEqual(360);
    const [first, last] = [boxes(page).at(0), boxes(page).at(-1)];
    expect((first?.left ?? 0) < (last?.left ?? 0)).toBe(direction === "ltr");
  });
}
