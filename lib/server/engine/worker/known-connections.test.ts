import { expect, it } from "vitest";
import { createKnownConnections } from "./known-connections.ts";

type Named = { connectionId: string; origin?: string };

const named = (...ids: string[]): Named[] => ids.map((connectionId) => ({ connectionId }));

function start() {
  let now = 0;
  const known = createKnownConnections<Named>(() => now);
  return { known, pass: (ms: number) => void (now += ms) };
}

it("names those that were found, and no others", () => {
  const { known } = start();
  known.found(named("a", "b"));
  known.found(named("c"));
  expect(known.among(["c", "x", "a"])).toEqual(named("c", "a"));
  expect(known.among([])).toEqual([]);
});

it("forgets each a second after it was found last", () => {
  const { known, pass } = start();
  known.found(named("a", "b"));
  pass(900);
  known.found(named("a"));
  pass(101);
  expect(known.among(["a", "b"])).toEqual(named("a"));
  pass(900);
  expect(known.among(["a", "b"])).toEqual([]);
});

it("has a connection as it was found last", () => {
  const { known } = start();
  known.found([
    { connectionId: "a", origin: "before" },
    { connectionId: "a", origin: "now" },
  ]);
  expect(known.among(["a"])).toEqual([{ connectionId: "a", origin: "now" }]);
});
