import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLiveRefresh } from "./live-refresh.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Queries with these keys that are shown; each reading waits until it is answered. */
function showQueries(...keys: (readonly string[])[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const readings: { kind: string; answer: () => Promise<void> }[] = [];
  for (const queryKey of keys) {
    const queryFn = () => {
      const reading = Promise.withResolvers<{ pages: [] }>();
      const answer = async () => {
        reading.resolve({ pages: [] });
        await vi.advanceTimersByTimeAsync(0);
      };
      readings.push({ kind: queryKey.slice(2).join(" "), answer });
      return reading.promise;
    };
    new QueryObserver(client, { queryKey, queryFn }).subscribe(() => {});
  }
  const taken = () => readings.splice(0);
  const answerAll = async () => {
    for (const { answer } of taken()) await answer();
  };
  return { refresh: createLiveRefresh(client, "ws1"), taken, answerAll };
}

const METRICS = ["workspaces", "ws1", "metrics"];
const LIST = ["events", "ws1", "list"];
const kinds = (readings: { kind: string }[]) => readings.map(({ kind }) => kind);

it("reads the lists, the numbers and the event that changed, and no other event", async () => {
  const { refresh, taken, answerAll } = showQueries(
    METRICS,
    LIST,
    [...LIST.with(2, "detail"), "e1"],
    [...LIST.with(2, "detail"), "e2"],
  );
  await answerAll();
  refresh.add({ eventId: "e1" });
  await vi.advanceTimersByTimeAsync(0);
  expect(kinds(taken())).toEqual(["list", "detail e1", "metrics"]);
});

it("reads once for many changes, and at most once a second", async () => {
  const { refresh, taken, answerAll } = showQueries(METRICS);
  await answerAll();
  refresh.add({ eventId: "e1" });
  refresh.add({ eventId: "e2" });
  await vi.advanceTimersByTimeAsync(0);
  expect(taken()).toHaveLength(1);
  refresh.add({ eventId: "e3" });
  await vi.advanceTimersByTimeAsync(999);
  expect(taken()).toEqual([]);
});

it("reads again after a reading that was under way when something changed", async () => {
  const { refresh, taken, answerAll } = showQueries(METRICS);
  const [underWay] = taken();
  refresh.add("all");
  await vi.advanceTimersByTimeAsync(0);
  expect(taken()).toEqual([]);
  await underWay?.answer();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(kinds(taken())).toEqual(["metrics"]);
  await answerAll();
});

it("waits for a slow reading, however long it takes, and then reads once", async () => {
  const { refresh, taken } = showQueries(METRICS);
  const [underWay] = taken();
  refresh.add({ eventId: "e1" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(taken()).toEqual([]);
  await underWay?.answer();
  await vi.advanceTimersByTimeAsync(1_000);
  const [last] = taken();
  await last?.answer();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(taken()).toEqual([]);
});

it("reads nothing after it was stopped", async () => {
  const { refresh, taken, answerAll } = showQueries(METRICS);
  await answerAll();
  refresh.add("all");
  refresh.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(taken()).toEqual([]);
});
