import { eq } from "drizzle-orm";
import type { PatchProblem, Problem } from "#lib/contracts/problems.ts";
import { leaveProblems } from "#lib/server/db/queries/problems.ts";
import { problems } from "#lib/server/db/schema/problems.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { InsightContext } from "../context.ts";
import { maySet } from "./problem-states.ts";
import { getProblem, requireProblem, type ProblemPath } from "./read-problems.ts";

/** What a person decides about a problem. Repeating it changes nothing; 409 when the problem is over. */
export async function changeProblem(ctx: InsightContext, path: ProblemPath, { state }: PatchProblem): Promise<Problem> {
  await ctx.db.transaction(async (tx) => {
    const row = await requireProblem(tx, ctx.scope, path, "for update");
    if (row.state === state) return;
    if (!maySet(row.state, state)) {
      throw new AppError("conflict", `This problem is ${row.state}: it opens by itself when it returns`);
    }
    const now = clock.now();
    const [isAcknowledged, isIgnored] = [state === "acknowledged", state === "ignored"];
    await tx
      .update(problems)
      .set({
        state,
        acknowledgedBy: isAcknowledged ? ctx.actor : null,
        acknowledgedAt: isAcknowledged ? now : null,
        ignoredBy: isIgnored ? ctx.actor : null,
        ignoredAt: isIgnored ? now : null,
      })
      .where(eq(problems.id, row.id));
    // While it was ignored its last delivery may have left it.
    await leaveProblems(tx, [row.id]);
  });
  return getProblem(ctx, path);
}
