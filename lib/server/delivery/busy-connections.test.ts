import { expect, it } from "vitest";
import { createBusyConnections } from "./busy-connections.ts";

const named = (...ids: string[]) => ids.map((connectionId) => ({ connectionId }));

function start() {
  let now = 0;
  const busy = createBusyConnections<{ connectionId: string; origin?: string }>(() => now);
  return { busy, pass: (ms: number) => void (now += ms), ids: () => busy.now().map((one) => one.connectionId) };
}

it("names those from which two looks in a row have claimed", () => {
  const { busy, ids } = start();
  busy.note(named("a", "b"));
  expect(ids()).toEqual([]);
  busy.note(named("b", "c"));
  expect(ids()).toEqual(["b"]);
  busy.note(named("c"));
  expect(ids()).toEqual(["c"]);
  busy.note([]);
  expect(ids()).toEqual([]);
});

it("forgets them when nobody has looked for a while", () => {
  const { busy, pass, ids } = start();
  busy.note(named("a"));
  pass(90);
  busy.note(named("a"));
  expect(ids()).toEqual(["a"]);
  pass(101);
  expect(ids()).toEqual([]);
  busy.note(named("a"));
  expect(ids()).toEqual([]);
});

it("has a connection once, as it was found last", () => {
  const { busy } = start();
  busy.note(named("a"));
  busy.note([
    { connectionId: "a", origin: "before" },
    { connectionId: "a", origin: "now" },
  ]);
  expect(busy.now()).toEqual([{ connectionId: "a", origin: "now" }]);
});
