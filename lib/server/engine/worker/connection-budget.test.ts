import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createConnectionBudget } from "./connection-budget.ts";

type Step = { connection: string; isAnswered: boolean };

const step: fc.Arbitrary<Step> = fc.record({ connection: fc.constantFrom("a", "b", "c"), isAnswered: fc.boolean() });

/** The rule in plain words: halve on silence, never below two; four more on an answer, never above the maximum. */
function expectedBudget(budget: number, max: number, isAnswered: boolean): number {
  if (isAnswered) return budget + 4 > max ? max : budget + 4;
  const half = Math.floor(budget / 2);
  return half < 2 ? Math.min(2, max) : half;
}

describe("createConnectionBudget", () => {
  it("follows halving and growth of each connection on its own answers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.array(step, { maxLength: 200 }), (max, steps) => {
        const budget = createConnectionBudget(max);
        const model = new Map<string, number>();
        for (const { connection, isAnswered } of steps) {
          budget.finish(connection, isAnswered);
          model.set(connection, expectedBudget(model.get(connection) ?? max, max, isAnswered));
          for (const [id, expected] of model) expect(budget.of(id)).toBe(expected);
        }
      }),
    );
  });

  it("keeps room for at least one attempt, whatever happened", () => {
    const budget = createConnectionBudget(1);
    for (let i = 0; i < 10; i += 1) budget.finish("a", false);
    expect(budget.of("a")).toBe(1);
  });

  it("calls a connection slow from when it has shrunk to the least until it answers", () => {
    const budget = createConnectionBudget(8);
    const steps = [false, false, true, false].map((isAnswered) => {
      budget.finish("a", isAnswered);
      return budget.isSlow("a");
    });
    expect(steps).toEqual([false, true, false, false]);
    expect(budget.isSlow("b")).toBe(false);
  });
});
