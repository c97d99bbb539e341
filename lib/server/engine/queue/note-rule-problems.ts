import type pg from "pg";
import type { FinishedAttempt } from "./finished-attempt.ts";
import { toText } from "./write-details.ts";

// Rules are locked before rule events and in order of id, as by everybody who deletes one. Only the rule that was used
// is judged: one that was changed meanwhile may well point to something else.
const NOTE_SQL = `
  with input as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as t(id, updated_at, problem)
  ), locked as (
    select id from rules where id = any($1::uuid[]) and deleted_at is null order by id for update
  )
  update rules r set problem = i.problem
  from input i join locked l on l.id = i.id
  where r.id = i.id and r.updated_at = i.updated_at and r.problem is distinct from i.problem`;

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
  await client.query({
    name: "note-rule-problems",
    text: NOTE_SQL,
    values: [[...found.keys()], rows.map(({ updatedAt }) => updatedAt), rows.map(({ problem }) => problem)],
  });
}

/** Whether there is something to keep, or to forget, with its rule. */
export const notesRuleProblem = (attempt: FinishedAttempt): boolean => problemOf(attempt) !== undefined;

/** Null when the problem is over, undefined when there is nothing to write. */
function problemOf({ claimed, outcome }: FinishedAttempt): string | null | undefined {
  if (outcome.kind === "delivered") return claimed.ruleHasProblem ? null : undefined;
  return outcome.kind === "failed" && outcome.isTargetGone === true ? toText(outcome.message) : undefined;
}
