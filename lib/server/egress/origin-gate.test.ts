import { expect, it } from "vitest";
import { OriginGate } from "./origin-gate.ts";

/** A gate and the names of the entries it has run; the queue moves on in a microtask. */
function recordingGate(limit: number) {
  const gate = new OriginGate(limit);
  const ran: string[] = [];
  const entry = (name: string) => () => void ran.push(name);
  return { gate, ran, entry };
}

it("runs up to the limit per origin at once and the others in order as places come free", async () => {
  const { gate, ran, entry } = recordingGate(2);
  for (const name of ["a1", "a2", "a3", "a4"]) gate.enter("a", entry(name));
  gate.enter("b", entry("b1"));
  expect(ran).toEqual(["a1", "a2", "b1"]);
  gate.leave("a");
  await Promise.resolve();
  expect(ran).toEqual(["a1", "a2", "b1", "a3"]);
});

it("never runs an entry that gave up while waiting", async () => {
  const { gate, ran, entry } = recordingGate(1);
  const [first, second] = [entry("first"), entry("second")];
  gate.enter("a", first);
  gate.enter("a", second);
  gate.enter("a", entry("third"));
  expect(gate.giveUp("a", second)).toBe(true);
  expect(gate.giveUp("a", first)).toBe(false);
  gate.leave("a");
  await Promise.resolve();
  expect(ran).toEqual(["first", "third"]);
});

it("has all places again when everybody has left", async () => {
  const { gate, ran, entry } = recordingGate(1);
  for (const name of ["first", "second"]) gate.enter("a", entry(name));
  gate.leave("a");
  await Promise.resolve();
  gate.leave("a");
  gate.enter("a", entry("third"));
  expect(ran).toEqual(["first", "second", "third"]);
});
