import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Transaction } from "#lib/server/db/database.ts";
import { WORK_CHANNEL } from "#lib/server/db/notifications.ts";
import { retries } from "#lib/server/db/schema/events.ts";
import { workspaces } from "#lib/server/db/schema/tenancy.ts";
import { available, enoughFor, takeFrom, type RateLimit } from "#lib/server/runtime/rate-limit.ts";
import type { EventsApp } from "../context.ts";
import { countMatches } from "./manage-retries.ts";
import type { RetryRow } from "./read-retries.ts";
import { pickBatch, toSelection, type RetryJob, restartBatch, type BatchOutcome } from "./restart-batch.ts";

const BATCH_MAX = 500;
/** Where the walk begins. */
const NIL_UUID = "00000000-0000-0000-0000-000000000000";

/**
 * One step of the bulk retry that has waited longest: some deliveries are started again, their items written and the
 * walk moved on, in one transaction. So a worker that dies leaves no half step behind, and the lock on the job, which
 * dies with it, is all the lease that is needed.
 */
export async function runRetryStep({ db, env, log }: Pick<EventsApp, "db" | "env" | "log">): Promise<"more" | "idle"> {
  const rate = env.bulkRetryRate;
  return db.transaction(async (tx) => {
    const job = await lockDueJob(tx, rate);
    if (job === undefined) return "idle";
    const { now } = job;
    const limit = Math.min(BATCH_MAX, allowedNow(rate, job.pacedUntil, now), rate - (await countQueued(tx, job, rate)));
    if (limit <= 0) {
      await pace(tx, job, paceAfter(rate, job.pacedUntil, now, 0));
      return "more";
    }
    const counted = await countAtStart(tx, job);
    const { matched, position, isEnd } = await pickBatch(tx, job, limit);
    const outcome = await restartBatch(
      tx,
      job,
      matched.map(({ id }) => id),
    );
    await tx
      .update(retries)
      .set({
        ...counted,
        positionEventId: position.event_id,
        positionId: position.id,
        retried: job.retried + outcome.retried,
        skipped: sumSkips(job.skipped, outcome.skipped),
        pacedUntil: paceAfter(rate, job.pacedUntil, now, outcome.retried),
        ...(isEnd ? { status: "completed" as const, completedAt: sql`now()` } : {}),
      })
      .where(eq(retries.id, job.id));
    if (outcome.retried > 0) await tx.execute(sql`select pg_notify(${WORK_CHANNEL}, '')`);
    if (isEnd) log.info({ retry: job.id, retried: job.retried + outcome.retried }, "A bulk retry is through");
    return "more";
  });
}

/** How many there are, found out once, before the first of them is started again. */
async function countAtStart(tx: Transaction, job: RetryJob): Promise<Partial<Pick<RetryRow, "matching" | "isExact">>> {
  const isAtStart = job.positionEventId === NIL_UUID && job.positionId === NIL_UUID;
  if (!isAtStart) return {};
  const { matching, isExact } = await countMatches(tx, toSelection(job), job.createdAt);
  return { matching, isExact };
}

/** By the clock of the database, which is the same for every worker. */
type DueJob = RetryJob & { now: Date };
const NOW_MS = sql<number>`extract(epoch from now())::float8 * 1000`;

async function lockDueJob(tx: Transaction, rate: number): Promise<DueJob | undefined> {
  const [found] = await tx
    .select({ job: retries, organizationId: workspaces.organizationId, nowMs: NOW_MS })
    .from(retries)
    .innerJoin(workspaces, eq(workspaces.id, retries.workspaceId))
    .where(
      and(
        eq(retries.status, "running"),
        lte(retries.pacedUntil, sql`now() + make_interval(secs => ${aheadMs(rate) / 1_000})`),
      ),
    )
    .orderBy(asc(retries.pacedUntil))
    .limit(1)
    .for("update", { of: retries, skipLocked: true });
  if (found === undefined) return undefined;
  return { ...found.job, organizationId: found.organizationId, now: new Date(found.nowMs) };
}

/** What earlier steps put into the queue and no attempt has ended yet, up to `max`. More than that would delay live events. */
async function countQueued(tx: Transaction, { workspaceId }: RetryRow, max: number): Promise<number> {
  const { rows } = await tx.execute<{ queued: number }>(sql`
    select count(*)::int as queued from (
      select from rule_events
      where workspace_id = ${workspaceId} and trigger = 'bulk' and due_at is not null and waiting_since is null
      limit ${max}
    ) q`);
  return rows[0]?.queued ?? max;
}

async function pace(tx: Transaction, job: RetryRow, pacedUntil: Date): Promise<void> {
  await tx.update(retries).set({ pacedUntil }).where(eq(retries.id, job.id));
}

function sumSkips(a: BatchOutcome["skipped"], b: BatchOutcome["skipped"]): BatchOutcome["skipped"] {
  const sums = { ...a };
  for (const [reason, count] of Object.entries(b)) Object.assign(sums, { [reason]: valueOf(a, reason) + count });
  return sums;
}

function valueOf(counts: Readonly<Record<string, number>>, key: string): number {
  return counts[key] ?? 0;
}

/** A job is looked at again when the work of this long is there, so that it goes on in batches. */
const CHUNK_MS = 250;

/** After a pause, the work of a second may be started at once: in any t seconds a job starts at most `rate * (t + 1)`. */
function limitOf(rate: number): RateLimit {
  return { perSecond: rate, burst: rate };
}

/** How many may be started now. */
export function allowedNow(rate: number, pacedUntil: Date, now: Date): number {
  return enoughFor(available(limitOf(rate), pacedUntil.getTime(), now.getTime()));
}

/** When everything is back after it started `count` more. */
export function paceAfter(rate: number, pacedUntil: Date, now: Date, count: number): Date {
  return new Date(Math.ceil(takeFrom(limitOf(rate), pacedUntil.getTime(), now.getTime(), count).fullAtMs));
}

/** How far ahead of now that may be for a job that is worth looking at. */
export function aheadMs(rate: number): number {
  return 1_000 - Math.max(CHUNK_MS, 1_000 / rate);
}

/** How long a retry and its items are kept after its end. */
const KEPT_DAYS = 7;
const BATCH = 1_000;

/** Deletes the items of the oldest retry that nobody asks for any more, and then the retry itself. */
export async function pruneRetries({ db }: Pick<EventsApp, "db">): Promise<"more" | "idle"> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from retries where completed_at < now() - make_interval(days => ${KEPT_DAYS}) order by completed_at limit 1`,
  );
  const id = rows[0]?.id;
  if (id === undefined) return "idle";
  const { rowCount } = await db.execute(sql`
    delete from retry_items where retry_id = ${id} and rule_event_id in (
      select rule_event_id from retry_items where retry_id = ${id} limit ${BATCH})`);
  if ((rowCount ?? 0) < BATCH) await db.execute(sql`delete from retries where id = ${id}`);
  return "more";
}
