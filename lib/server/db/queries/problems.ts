import type { SQL } from "drizzle-orm";
import type pg from "pg";
import type { ProblemCode } from "#lib/contracts/problems.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { Transaction } from "../database.ts";
import type { ProblemCause } from "../schema/problems.ts";
import { loadStatement, type Statement } from "../statement.ts";

const HEALING = ["connection_ids", "started_ats"] as const;
const INSERT = loadStatement(import.meta.dirname, "insert-problems", [
  "ids",
  "rule_ids",
  "resources",
  "resource_ids",
  "causes",
  "outcome_codes",
  "status_codes",
  "messages",
  "fingerprints",
]);
export const NOTE_PROBLEMS = loadStatement(import.meta.dirname, "note-problems", [
  "workspace_ids",
  "fingerprints",
  "messages",
  "attempts",
  "resources",
  "resource_ids",
  "left_ids",
  ...HEALING,
]);
const MOVE = loadStatement(import.meta.dirname, "move-to-problems", ["ids", "problem_ids"]);
const RESOLVE = loadStatement(import.meta.dirname, "resolve-problems", ["ids", ...HEALING]);
const DELETE = loadStatement(import.meta.dirname, "delete-problems", ["connection_id", "rule_id"]);

/** A delivery, and the problem that it was in until now. */
export type Placed = { id: string; problemId: string | null };

/** What a batch has seen of one cause. */
export type Sighting = {
  workspaceId: string;
  ruleId: string;
  fingerprint: string;
  cause: ProblemCause;
  code: ProblemCode;
  statusCode: number | null;
  message: string;
  /** The resource that all of these deliveries are about, if it is one. */
  resource: string | null;
  resourceId: string | null;
  attempts: number;
  deliveries: readonly Placed[];
};

export type ProblemChanges = {
  /** One for each fingerprint. */
  sightings: readonly Sighting[];
  /** Problems that deliveries have left, because these were delivered, canceled or deleted. */
  left: readonly (string | null)[];
  /** Connections that have delivered, and when the attempt began. */
  healed: readonly { connectionId: string; startedAt: Date }[];
};

type Call = { prepared(): pg.QueryConfig; sql(): SQL };
type Locked = { id: string; fingerprint: string; is_noted: boolean };
/** Only note-problems answers rows. */
type Run = (call: Call) => Promise<Locked[]>;

function callOf<Name extends string>(statement: Statement<Name>, values: Readonly<Record<Name, unknown>>): Call {
  return { prepared: () => statement.prepared(values), sql: () => statement.sql(values) };
}

/** Brings problems up to date after deliveries changed in this transaction, which holds their rows and their events. */
export function settleProblems(client: pg.PoolClient, changes: ProblemChanges): Promise<void> {
  return settle(async (call) => (await client.query<Locked>(call.prepared())).rows, changes);
}

/** The same, for a transaction of drizzle. */
export function settleProblemsIn(tx: Transaction, changes: ProblemChanges): Promise<void> {
  return settle(async (call) => (await tx.execute<Locked>(call.sql())).rows, changes);
}

/** After deliveries were delivered, canceled or deleted that were in these problems. */
export function leaveProblems(tx: Transaction, left: ProblemChanges["left"]): Promise<void> {
  return settleProblemsIn(tx, { sightings: [], left, healed: [] });
}

/** Of a connection or a rule that is being deleted: the last that its transaction does with problems. */
export async function deleteProblems(tx: Transaction, of: { connectionId: string; ruleId?: string }): Promise<void> {
  await tx.execute(DELETE.sql({ connection_id: of.connectionId, rule_id: of.ruleId ?? null }));
}

async function settle(run: Run, { sightings, left, healed }: ProblemChanges): Promise<void> {
  const deliveries = sightings.flatMap((sighting) => sighting.deliveries);
  const before = [...left, ...deliveries.map(({ problemId }) => problemId)].filter((id) => id !== null);
  if (sightings.length + before.length + healed.length === 0) return;
  if (sightings.length > 0) await run(insertion(sightings));
  const healing = {
    connection_ids: healed.map(({ connectionId }) => connectionId),
    started_ats: healed.map(({ startedAt }) => startedAt),
  };
  const locked = await run(callOf(NOTE_PROBLEMS, { ...noting(sightings), ...healing, left_ids: [...new Set(before)] }));
  await move(run, sightings, locked);
  const ids = locked.filter((problem) => !problem.is_noted).map(({ id }) => id);
  if (ids.length > 0) await run(callOf(RESOLVE, { ids, ...healing }));
}

function insertion(sightings: readonly Sighting[]): Call {
  return callOf(INSERT, {
    ids: sightings.map(() => uuidv7()),
    rule_ids: sightings.map(({ ruleId }) => ruleId),
    resources: sightings.map(({ resource }) => resource),
    resource_ids: sightings.map(({ resourceId }) => resourceId),
    causes: sightings.map(({ cause }) => cause),
    outcome_codes: sightings.map(({ code }) => code),
    status_codes: sightings.map(({ statusCode }) => statusCode),
    messages: sightings.map(({ message }) => message),
    fingerprints: sightings.map(({ fingerprint }) => fingerprint),
  });
}

function noting(sightings: readonly Sighting[]) {
  return {
    workspace_ids: sightings.map(({ workspaceId }) => workspaceId),
    fingerprints: sightings.map(({ fingerprint }) => fingerprint),
    messages: sightings.map(({ message }) => message),
    attempts: sightings.map(({ attempts }) => attempts),
    resources: sightings.map(({ resource }) => resource),
    resource_ids: sightings.map(({ resourceId }) => resourceId),
  };
}

/** Most deliveries fail again for the cause that they failed for before, and stay where they are. */
async function move(run: Run, sightings: readonly Sighting[], locked: readonly Locked[]): Promise<void> {
  const idOf = new Map(
    locked.filter(({ is_noted: isNoted }) => isNoted).map(({ fingerprint, id }) => [fingerprint, id]),
  );
  const moved = sightings.flatMap(({ fingerprint, deliveries }) => {
    const to = idOf.get(fingerprint) ?? null;
    return deliveries.filter(({ problemId }) => problemId !== to).map(({ id }) => ({ id, to }));
  });
  if (moved.length === 0) return;
  await run(callOf(MOVE, { ids: moved.map(({ id }) => id), problem_ids: moved.map(({ to }) => to) }));
}
