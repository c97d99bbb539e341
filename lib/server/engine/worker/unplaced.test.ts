import { expect, it, vi } from "vitest";
import { createUnplaced } from "./unplaced.ts";

const wake = vi.fn();

function start() {
  wake.mockClear();
  return createUnplaced(wake);
}

it("wakes for a place that comes free only while something has found none", () => {
  const unplaced = start();
  unplaced.begin()(false);
  unplaced.vacated();
  expect(wake).not.toHaveBeenCalled();
  unplaced.begin()(true);
  unplaced.vacated();
  expect(wake).toHaveBeenCalledOnce();
});

it("says of a claim that left something whether places came free meanwhile, and wakes nobody for it", () => {
  const unplaced = start();
  const end = unplaced.begin();
  unplaced.vacated();
  expect(wake).not.toHaveBeenCalled();
  expect(end(true)).toBe(true);
  expect(unplaced.begin()(true)).toBe(false);
});

it("says nothing of places that came free during a claim that left nothing", () => {
  const unplaced = start();
  const end = unplaced.begin();
  unplaced.vacated();
  expect(end(false)).toBe(false);
});

it("wakes while nothing is known", () => {
  const unplaced = start();
  unplaced.vacated();
  expect(wake).toHaveBeenCalledOnce();
});
