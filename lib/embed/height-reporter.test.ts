import { beforeEach, expect, it } from "vitest";
import { HeightReporter } from "./height-reporter.ts";

let height = 0;
let isHidden = false;
let now = 0;
let frame: (() => void) | undefined;
let changed: (() => void) | undefined;
let reported: number[] = [];

function setUp() {
  const reporter = new HeightReporter({
    clock: { now: () => now },
    report: (value) => reported.push(value),
    source: {
      measure: () => height,
      isHidden: () => isHidden,
      onNextFrame: (callback) => {
        frame = callback;
        return () => (frame = undefined);
      },
      watch: (callback) => {
        changed = callback;
        return () => (changed = undefined);
      },
    },
  });
  return { reporter, stop: reporter.start() };
}

function nextFrame(): void {
  now += 16;
  const callback = frame;
  frame = undefined;
  callback?.();
}

function change(to: number): void {
  height = to;
  changed?.();
  nextFrame();
}

beforeEach(() => {
  [height, isHidden, now, frame, changed, reported] = [100, false, 0, undefined, undefined, []];
});

it("reports at the start, rounded up to whole pixels", () => {
  height = 841.2;
  setUp();
  expect(reported).toEqual([842]);
});

it("reports once for all changes before the next frame, with the newest height", () => {
  setUp();
  for (const value of [200, 300, 400]) {
    height = value;
    changed?.();
  }
  expect(reported).toEqual([100]);
  nextFrame();
  nextFrame();
  expect(reported).toEqual([100, 400]);
});

it("does not repeat a height and ignores less than a pixel", () => {
  setUp();
  change(100);
  change(99.6);
  expect(reported).toEqual([100]);
});

it("is silent while hidden or without a height, and catches up afterwards", () => {
  isHidden = true;
  setUp();
  change(300);
  expect(reported).toEqual([]);
  isHidden = false;
  change(0);
  expect(reported).toEqual([]);
  change(300);
  expect(reported).toEqual([300]);
});

it("holds the larger height of content that swings, until it leaves the two", () => {
  setUp();
  for (let swing = 0; swing < 50; swing++) change(swing % 2 === 0 ? 115 : 100);
  expect(reported.length).toBeLessThan(10);
  expect(reported.at(-1)).toBe(115);
  change(400);
  change(90);
  expect(reported.slice(-2)).toEqual([400, 90]);
});

it("follows a reader who opens and closes something slowly", () => {
  setUp();
  for (let swing = 0; swing < 10; swing++) {
    now += 1_000;
    change(swing % 2 === 0 ? 115 : 100);
  }
  expect(reported).toHaveLength(11);
});

it("stops, and starts again with one watcher", () => {
  const { reporter, stop } = setUp();
  changed?.();
  stop();
  expect([frame, changed]).toEqual([undefined, undefined]);
  reporter.start();
  change(200);
  expect(reported).toEqual([100, 200]);
});
