import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTicker, type Ticker } from "./ticker.ts";

type Run = { at: number; end: (answer?: "more" | "idle") => void; fail: (error: Error) => void };

let runs: Run[];
let errors: unknown[];
let ticker: Ticker;

function start(options: { everyMs?: number; gapMs?: number; pauseMs?: number; onRun?: () => void } = {}): void {
  ticker = createTicker({
    everyMs: options.everyMs ?? 1_000,
    gapMs: options.gapMs ?? 10,
    pauseMs: options.pauseMs ?? 5_000,
    run: () => {
      options.onRun?.();
      return new Promise((resolve, reject) => runs.push({ at: performance.now(), end: resolve, fail: reject }));
    },
    onError: (error) => errors.push(error),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  runs = [];
  errors = [];
});

afterEach(async () => {
  runs.forEach(({ end }) => end());
  await ticker.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("createTicker", () => {
  it("runs every so often without being woken", async () => {
    start();
    await pass(999);
    expect(runs).toHaveLength(0);
    await pass(1);
    runs[0]?.end("idle");
    await pass(1_000);
    expect(runs).toHaveLength(2);
  });

  it("runs at once after a wake", async () => {
    start();
    ticker.wake();
    await pass(0);
    expect(runs).toHaveLength(1);
  });

  it("never runs twice at once, and runs once more for all wakes during a run", async () => {
    start();
    ticker.wake();
    await pass(0);
    for (let i = 0; i < 5; i += 1) ticker.wake();
    await pass(60_000);
    expect(runs).toHaveLength(1);
    runs[0]?.end("idle");
    await pass(0);
    expect(runs).toHaveLength(2);
    runs[1]?.end("idle");
    await pass(500);
    expect(runs).toHaveLength(2);
  });

  it("does not start a second run when the run itself wakes the ticker", async () => {
    start({ onRun: () => ticker.wake() });
    ticker.wake();
    await pass(100);
    expect(runs).toHaveLength(1);
  });

  it("goes on at once when there is more, but keeps its gap", async () => {
    start({ gapMs: 10 });
    ticker.wake();
    await pass(0);
    runs[0]?.end("more");
    await pass(9);
    expect(runs).toHaveLength(1);
    await pass(1);
    expect(runs).toHaveLength(2);
  });

  it("pauses after a failure", async () => {
    start({ pauseMs: 5_000 });
    ticker.wake();
    await pass(0);
    runs[0]?.fail(new Error("away"));
    await pass(4_999);
    expect(runs).toHaveLength(1);
    await pass(1);
    expect(runs).toHaveLength(2);
    expect(errors).toEqual([new Error("away")]);
  });

  it("keeps its pause after a failure when it is woken", async () => {
    start({ pauseMs: 5_000 });
    ticker.wake();
    await pass(0);
    ticker.wake();
    runs[0]?.fail(new Error("away"));
    await pass(1);
    ticker.wake();
    await pass(4_990);
    expect(runs).toHaveLength(1);
    await pass(10);
    expect(runs).toHaveLength(2);
  });

  it("waits for the run under way when it stops, and never runs again", async () => {
    start();
    ticker.wake();
    await pass(0);
    let isStopped = false;
    const stopped = ticker.stop().then(() => (isStopped = true));
    ticker.wake();
    await pass(5_000);
    expect(isStopped).toBe(false);
    runs[0]?.end("more");
    await stopped;
    ticker.wake();
    await pass(60_000);
    expect(runs).toHaveLength(1);
  });
});
