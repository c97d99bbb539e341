import type pg from "pg";

const BATCH = 1_000;

/** A list shows 24 hours. */
const OLD_HOURS = `
  delete from problem_hours where (problem_id, hour) in (
    select problem_id, hour from problem_hours where hour < now() - interval '25 hours'
    order by hour limit ${BATCH} for update skip locked
  )`;

/** What is over for long. A delivery that failed and was not started again keeps its problem. */
const OLD_PROBLEMS = `
  delete from problems where id in (
    select p.id from problems p
    where p.resolved_at < now() - interval '30 days'
      and not exists (select from rule_events re where re.problem_id = p.id)
    order by p.resolved_at limit ${BATCH} for update skip locked
  )`;

/** Forgets hours that nobody sees any more, and problems that were resolved long ago. */
export async function pruneProblems(pool: pg.Pool): Promise<"more" | "idle"> {
  let isMore = false;
  for (const statement of [OLD_HOURS, OLD_PROBLEMS]) {
    const { rowCount } = await pool.query(statement);
    isMore ||= rowCount === BATCH;
  }
  return isMore ? "more" : "idle";
}
