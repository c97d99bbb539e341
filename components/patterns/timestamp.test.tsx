import { vi } from "vitest";
import { userEvent } from "vitest/browser";
import { Countdown } from "#components/patterns/countdown.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { expect, test as base } from "#lib/testing/page/test.tsx";

const AT = "2026-11-30T09:00:00.000Z";

/** The time of the page, which only moves when it is told to. */
const test = base.extend("clock", ({ task: _task }, { onCleanup }) => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: Date.parse(AT) });
  onCleanup(() => void vi.useRealTimers());
  return { pass: (ms: number) => vi.advanceTimersByTime(ms) };
});

test("says how long ago it was, and keeps that up to date", async ({ clock, workspace }) => {
  await workspace.open(<Timestamp value={AT} />);
  const shown = () => document.querySelector("time > span")?.textContent;
  await expect.poll(shown).toBe("just now");
  clock.pass(61_000);
  await expect.poll(shown).toBe("1 min ago");
  clock.pass(2 * 3_600_000);
  await expect.poll(shown).toBe("2 hr ago");
});

test("shows the date, the time and the zone to who comes by the keyboard", async ({ clock, workspace }) => {
  clock.pass(60_000);
  const page = await workspace.open(<Timestamp value={AT} />);
  const absolute = document.querySelector("time")?.title ?? "";
  expect(absolute).toMatch(/30 Nov 2026|Nov 30, 2026/);
  const shown = page.getByText(absolute, { exact: true });
  await expect.element(shown).not.toBeVisible();
  await userEvent.tab();
  await expect.element(shown).toBeVisible();
});

test("is no stop for the keyboard where it stands in something that is one", async ({ clock, workspace }) => {
  clock.pass(60_000);
  await workspace.open(<Timestamp value={AT} isFocusable={false} />);
  await userEvent.tab();
  expect(document.activeElement?.tagName).not.toBe("TIME");
});

test("says of a time that cannot be read that it is unknown", async ({ clock, workspace }) => {
  clock.pass(0);
  const page = await workspace.open(<Timestamp value="yesterday" />);
  await expect.element(page.getByText("unknown time").first()).toBeVisible();
});

test("counts down, and promises nothing once the moment has passed", async ({ clock, workspace }) => {
  const page = await workspace.open(<Countdown to="2026-11-30T09:00:04.000Z" />);
  await expect.element(page.getByText("in 4 s")).toBeVisible();
  clock.pass(2000);
  await expect.element(page.getByText("in 2 s")).toBeVisible();
  clock.pass(5000);
  await expect.element(page.getByText("any moment now")).toBeVisible();
});
