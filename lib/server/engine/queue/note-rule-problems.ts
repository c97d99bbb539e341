import type pg from "pg";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { FinishedAttempt } from "./finished-attempt.ts";
import { toText } from "./write-details.ts";

const NOTE_RULE_PROBLEMS = loadStatement(import.meta.dirname, "note-rule-problems", ["ids", "updated_ats", "problems"]);

/** Keeps with a rule that what it points to is gone, until one of its deliveries arrives. */
export async function noteRuleProblems(client: pg.PoolClient, attempts: readonly FinishedAttempt[]): Promise<void> {
  const found = new Map(
    attempts.flatMap(({ claimed, outcome }) => {
      const problem = problemOf({ claimed, outcome });
      return problem === undefined ? [] : [[claimed.ruleId, { updatedAt: claimed.ruleUpdatedAt, problem }] as const];
    }),
  );
  if (found.size === 0) return;
  const rows = [...found.values()];
  await client.query(
    NOTE_RULE_PROBLEMS.prepared({
      ids: [...found.keys()],
      updated_ats: rows.map(({ updatedAt }) => updatedAt),
      problems: rows.map(({ problem }) => problem),
    }),
  );
}

/** Whether there is something to keep, or to forget, with its rule. */
export const notesRuleProblem = (attempt: FinishedAttempt): boolean => problemOf(attempt) !== undefined;

/** Null when the problem is over, undefined when there is nothing to write. */
function problemOf({ claimed, outcome }: FinishedAttempt): string | null | undefined {
  if (outcome.kind === "delivered") return claimed.ruleHasProblem ? null : undefined;
  return outcome.kind === "failed" && outcome.isTargetGone === true ? toText(outcome.message) : undefined;
}
