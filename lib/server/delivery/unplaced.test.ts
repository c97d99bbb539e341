import { expect, it, vi } from "vitest";
import { createUnplaced } from "./unplaced.ts";

const wake = vi.fn();

function start() {
  wake.mockClear();
  return createUnplaced(wake);
}

it("wakes for a place that comes free only while something has found none", () => {
  const unplaced = start();
  unplaced.begin();
  unplaced.note(false);
  unplaced.vacated();
  expect(wake).not.toHaveBeenCalled();
  unplaced.begin();
  unplaced.note(true);
  unplaced.vacated();
  expect(wake).toHaveBeenCalledOnce();
});

it("says of a look that left something whether places came free meanwhile", () => {
  const unplaced = start();
  const first = unplaced.begin();
  unplaced.vacated();
  unplaced.note(true);
  expect(first()).toBe(true);
  expect(unplaced.begin()()).toBe(false);
});

it("wakes while nothing is known, as after a look that failed", () => {
  const unplaced = start();
  unplaced.vacated();
  unplaced.begin();
  unplaced.vacated();
  expect(wake).toHaveBeenCalledTimes(2);
});
