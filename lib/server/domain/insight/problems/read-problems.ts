import { and, asc, desc, eq, gte, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { COUNTED_DELIVERIES_MAX } from "#lib/contracts/constants.ts";
import type { Page } from "#lib/contracts/primitives.ts";
import type { ListProblemsQuery, Problem, ProblemHour, ProblemState } from "#lib/contracts/problems.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { encodeTimeCursor, readTimePosition, type TimePosition } from "#lib/server/db/page.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import { problemHours, problems } from "#lib/server/db/schema/problems.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { inResourceScope, inScope, requireId, type Scope } from "#lib/server/db/scope.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { isUuid } from "#lib/server/runtime/ids.ts";
import type { InsightContext } from "../context.ts";

export type ProblemRow = typeof problems.$inferSelect;
export type ProblemPath = { workspaceId: string; problemId: string };

const DEFAULT_STATES: readonly ProblemState[] = ["open", "acknowledged"];

/** What was seen last comes first. A resource session sees the problems of rules of its resource. */
export async function listProblems(
  ctx: InsightContext,
  workspaceId: string,
  query: ListProblemsQuery,
): Promise<Page<Problem>> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const { limit, before } = readTimePosition(query);
  const rows = await problemsQuery(ctx.db, ctx.scope, id, { query, limit: limit + 1, before });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    count: shown.length,
    limit,
    next_cursor: hasMore ? encodeTimeCursor({ at: last.lastSeenAt, id: last.id }) : null,
    records: await describe(ctx, shown),
  };
}

type ListedPart = { query: ListProblemsQuery; limit: number; before?: TimePosition | undefined };

export function problemsQuery(db: Queryable, scope: Scope, workspaceId: string, { query, limit, before }: ListedPart) {
  const isBefore =
    before === undefined
      ? undefined
      : sql`(${problems.lastSeenAt}, ${problems.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)`;
  return db
    .select()
    .from(problems)
    .where(and(isVisible(db, scope, workspaceId), isWanted(query), isBefore))
    .orderBy(desc(problems.lastSeenAt), desc(problems.id))
    .limit(limit);
}

export async function getProblem(ctx: InsightContext, path: ProblemPath): Promise<Problem> {
  return serializeProblem(ctx, await requireProblem(ctx.db, ctx.scope, path));
}

/** The row when the caller can reach it, else 404. */
export async function requireProblem(
  db: Queryable,
  scope: Scope,
  path: ProblemPath,
  lock?: "for update",
): Promise<ProblemRow> {
  const { id: workspaceId } = await requireWorkspace(db, scope, path.workspaceId);
  const query = db
    .select()
    .from(problems)
    .where(and(eq(problems.id, requireId(path.problemId)), isVisible(db, scope, workspaceId)));
  const [row] = lock === undefined ? await query : await query.for("update");
  if (row === undefined) throw notFound();
  return row;
}

/** A rule that is being deleted in this moment can leave a problem behind, which nobody sees. */
function isVisible(db: Queryable, scope: Scope, workspaceId: string): SQL | undefined {
  const ofRule = and(eq(rules.id, problems.ruleId), isNull(rules.deletedAt));
  return and(
    eq(problems.workspaceId, workspaceId),
    inScope(db, problems.workspaceId, scope),
    inResourceScope(problems.resource, problems.resourceId, scope),
    sql`exists (select from ${rules} where ${ofRule})`,
  );
}

/** An id that is none matches nothing, like an unknown one. */
function isWanted({ state, connection_id: connection, rule_id: rule }: ListProblemsQuery): SQL | undefined {
  if ([connection, rule].some((id) => id !== undefined && !isUuid(id))) return sql`false`;
  return and(
    inArray(problems.state, [...(state ?? DEFAULT_STATES)]),
    connection === undefined ? undefined : eq(problems.connectionId, connection),
    rule === undefined ? undefined : eq(problems.ruleId, rule),
  );
}

export async function serializeProblem(ctx: InsightContext, row: ProblemRow): Promise<Problem> {
  const [problem] = await describe(ctx, [row]);
  if (problem === undefined) throw new Error("A problem was not described");
  return problem;
}

async function describe(ctx: InsightContext, rows: readonly ProblemRow[]): Promise<Problem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [counts, hours, names] = await Promise.all([
    countDeliveries(ctx.db, ids),
    readHours(ctx.db, ids),
    readNames(ctx.db, rows),
  ]);
  return rows.map((row) => ({
    id: row.id,
    workspace: row.workspaceId,
    connection: row.connectionId,
    rule: row.ruleId,
    ...names(row.ruleId),
    outcome_code: row.outcomeCode,
    ...(row.statusCode === null ? {} : { status_code: row.statusCode }),
    message: row.message,
    state: row.state,
    first_seen_at: row.firstSeenAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    attempt_count: row.attemptCount,
    failed_count: counts.get(row.id)?.failed ?? 0,
    retrying_count: counts.get(row.id)?.retrying ?? 0,
    hours: hours(row.id),
    ...serializeDecisions(row),
  }));
}

type Names = Pick<Problem, "connection_name" | "integration_type" | "event">;

/** What the rule and the connection of each row are called. */
async function readNames(db: Queryable, rows: readonly ProblemRow[]): Promise<(ruleId: string) => Names> {
  const found = await db
    .select({ id: rules.id, event: rules.event, connection_name: connections.name, integration_type: rules.type })
    .from(rules)
    .innerJoin(connections, eq(connections.id, rules.connectionId))
    .where(
      inArray(
        rules.id,
        rows.map(({ ruleId }) => ruleId),
      ),
    );
  const names = new Map(found.map(({ id, ...rest }) => [id, rest]));
  return (ruleId) => {
    const known = names.get(ruleId);
    if (known === undefined) throw new Error("A problem has a rule that does not exist");
    return known;
  };
}

function serializeDecisions(row: ProblemRow) {
  return {
    ...(row.acknowledgedBy === null ? {} : { acknowledged_by: row.acknowledgedBy }),
    ...(row.acknowledgedAt === null ? {} : { acknowledged_at: row.acknowledgedAt.toISOString() }),
    ...(row.ignoredBy === null ? {} : { ignored_by: row.ignoredBy }),
    ...(row.ignoredAt === null ? {} : { ignored_at: row.ignoredAt.toISOString() }),
    ...(row.resolvedAt === null ? {} : { resolved_at: row.resolvedAt.toISOString() }),
  };
}

type Counts = { id: string; failed: number; retrying: number };

/** From the deliveries themselves, by the index on (problem, status, event). */
async function countDeliveries(db: Queryable, ids: readonly string[]): Promise<Map<string, Counts>> {
  const { rows } = await db.execute<Counts>(countQuery(ids));
  return new Map(rows.map((row) => [row.id, row]));
}

export function countQuery(ids: readonly string[]): SQL {
  const inStatus = (statuses: string) => sql`
    (select count(*)::int from (
      select from rule_events re where re.problem_id = t.id and ${sql.raw(`re.status in (${statuses})`)}
      limit ${sql.raw(String(COUNTED_DELIVERIES_MAX))}
    ) counted)`;
  return sql`
    select t.id, ${inStatus("'failed'")} as failed, ${inStatus("'pending', 'processing', 'retrying'")} as retrying
    from unnest(${`{${ids.join(",")}}`}::uuid[]) as t (id)`;
}

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** The hours up to now, those without an attempt included. */
async function readHours(db: Queryable, ids: readonly string[]): Promise<(id: string) => ProblemHour[]> {
  const last = Math.floor(clock.nowMs() / HOUR_MS) * HOUR_MS;
  const starts = Array.from({ length: HOURS }, (_, index) => last - (HOURS - 1 - index) * HOUR_MS);
  const rows = await db
    .select()
    .from(problemHours)
    .where(and(inArray(problemHours.problemId, [...ids]), gte(problemHours.hour, new Date(starts[0] ?? last))))
    .orderBy(asc(problemHours.hour));
  const attempts = new Map(rows.map((row) => [`${row.problemId} ${row.hour.getTime()}`, row.attempts]));
  return (id) =>
    starts.map((start) => ({ hour: new Date(start).toISOString(), attempts: attempts.get(`${id} ${start}`) ?? 0 }));
}
