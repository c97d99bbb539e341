import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OriginGate, type Holder } from "./origin-gate.ts";

const LONG_MS = 60_000;

/** A gate and the names of those that got in, in order. */
function recordingGate(limit: number) {
  const gate = new OriginGate(limit);
  const entered: string[] = [];
  const enter = (name: string, holder: Holder = [], patienceMs = LONG_MS, origin = "o") =>
    gate.enter(origin, holder, patienceMs).then((isIn) => {
      if (isIn) entered.push(name);
      return isIn;
    });
  return { gate, entered, enter };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("lets up to the limit of each origin in at once and the others in order as places come free", async () => {
  const { gate, entered, enter } = recordingGate(2);
  for (const name of ["a1", "a2", "a3", "a4"]) void enter(name, [], LONG_MS, "a");
  void enter("b1", [], LONG_MS, "b");
  await settled();
  expect(entered).toEqual(["a1", "a2", "b1"]);
  gate.leave("a", []);
  await settled();
  expect(entered).toEqual(["a1", "a2", "b1", "a3"]);
});

it("never lets in who lost patience, and says so", async () => {
  const { gate, entered, enter } = recordingGate(1);
  void enter("first");
  expect(await enter("second", [], 1)).toBe(false);
  const third = enter("third");
  gate.leave("o", []);
  expect(await third).toBe(true);
  expect(entered).toEqual(["first", "third"]);
});

it("has all places again when everybody has left", async () => {
  const { gate, entered, enter } = recordingGate(1);
  for (const name of ["first", "second"]) void enter(name);
  await settled();
  gate.leave("o", []);
  await settled();
  gate.leave("o", []);
  void enter("third");
  await settled();
  expect(entered).toEqual(["first", "second", "third"]);
});

describe("a place that comes free", () => {
  it("goes to the connection that has the fewest, however many of another stand before it", async () => {
    const { gate, entered, enter } = recordingGate(2);
    for (const name of ["a1", "a2", "a3", "a4"]) void enter(name, ["org", "ws", "a"]);
    void enter("b1", ["org", "ws", "b"]);
    gate.leave("o", ["org", "ws", "a"]);
    await settled();
    expect(entered).toEqual(["a1", "a2", "b1"]);
  });

  it("goes to the organization that has the fewest, however many connections another has", async () => {
    const { gate, entered, enter } = recordingGate(4);
    for (const n of [1, 2, 3, 4, 5]) void enter(`many${n}`, ["many", "ws", `c${n}`]);
    for (const n of [1, 2]) void enter(`one${n}`, ["one", "ws", "c"]);
    for (const n of [1, 2]) gate.leave("o", ["many", "ws", `c${n}`]);
    await settled();
    expect(entered).toEqual(["many1", "many2", "many3", "many4", "one1", "one2"]);
  });
});

const step = fc.oneof(
  fc.record({ kind: fc.constant("enter"), org: fc.nat({ max: 3 }), connection: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant("leave"), org: fc.nat({ max: 3 }), connection: fc.nat({ max: 3 }) }),
);

it("never has more in than the limit, and nobody waiting beside a free place", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), async (limit, steps) => {
      const gate = new OriginGate(limit);
      const inside: Holder[] = [];
      let waiting = 0;
      for (const { kind, org, connection } of steps) {
        if (kind === "enter") {
          const holder = [`o${org}`, "ws", `c${connection}`];
          waiting += 1;
          void gate.enter("o", holder, LONG_MS).then(() => {
            waiting -= 1;
            inside.push(holder);
          });
        } else {
          const [left] = inside.splice(org % Math.max(1, inside.length), 1);
          if (left !== undefined) gate.leave("o", left);
        }
        await settled();
        expect(inside.length).toBeLessThanOrEqual(limit);
        expect(waiting === 0 || inside.length === limit).toBe(true);
      }
      while (inside.length > 0) {
        for (const holder of inside.splice(0)) gate.leave("o", holder);
        await settled();
      }
      expect(waiting).toBe(0);
    }),
    { numRuns: 50 },
  );
});
