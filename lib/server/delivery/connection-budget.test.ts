import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createConnectionBudget } from "./connection-budget.ts";

type Step = { connection: string; kind: "start" | "answered" | "silent" };

const step: fc.Arbitrary<Step> = fc.record({
  connection: fc.constantFrom("a", "b", "c"),
  kind: fc.constantFrom("start", "answered", "silent"),
});

/** The rule in plain words: halve on silence, never below two; four more on an answer, never above the maximum. */
function expectedBudget(budget: number, max: number, isAnswered: boolean): number {
  if (isAnswered) return budget + 4 > max ? max : budget + 4;
  const half = Math.floor(budget / 2);
  return half < 2 ? Math.min(2, max) : half;
}

function freeOf(budget: ReturnType<typeof createConnectionBudget>, connection: string, max: number): number {
  return budget.limited().find(({ connectionId }) => connectionId === connection)?.free ?? max;
}

describe("createConnectionBudget", () => {
  it("follows halving and growth of each connection on its own", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.array(step, { maxLength: 200 }), (max, steps) => {
        const budget = createConnectionBudget(max);
        const model = new Map<string, { budget: number; running: number }>();
        for (const { connection, kind } of steps) {
          const state = model.get(connection) ?? { budget: max, running: 0 };
          model.set(connection, state);
          if (kind === "start") {
            budget.start(connection);
            state.running += 1;
          } else if (state.running > 0) {
            budget.finish(connection, kind === "answered");
            state.running -= 1;
            state.budget = expectedBudget(state.budget, max, kind === "answered");
          }
          expect(freeOf(budget, connection, max)).toBe(Math.max(0, state.budget - state.running));
        }
      }),
    );
  });

  it("keeps room for at least one attempt, whatever happened", () => {
    const budget = createConnectionBudget(1);
    for (let i = 0; i < 10; i += 1) {
      budget.start("a");
      budget.finish("a", false);
    }
    expect(freeOf(budget, "a", 1)).toBe(1);
  });

  it("forgets a connection that has its whole budget and nothing running", () => {
    const budget = createConnectionBudget(8);
    budget.start("a");
    budget.finish("a", false);
    expect(budget.limited()).toEqual([{ connectionId: "a", free: 4 }]);
    budget.start("a");
    budget.finish("a", true);
    expect(budget.limited()).toEqual([]);
  });
});
