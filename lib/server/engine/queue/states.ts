import type { DeliveryStatus } from "#lib/contracts/status.ts";
import type { ruleEvents } from "#lib/server/db/schema/events.ts";

/** A status in the queue. `waiting` is retrying with `waitingSince`: until the connection is active again. */
export type DeliveryState = DeliveryStatus | "waiting";

/** No row: before an event is accepted, and after it is pruned. */
type Place = DeliveryState | "absent";
type Column = Exclude<keyof typeof ruleEvents.$inferSelect, "status">;

export type Operation =
  | "accept"
  | "promote"
  | "claim"
  | "renew"
  | "record"
  | "sweep"
  | "cancel"
  | "resume"
  | "retry"
  | "bulk retry"
  | "prune";

export type Transition = {
  by: Operation;
  from: readonly Place[];
  to: Place;
  when: string;
  /** What may be written besides the status. */
  changes: readonly Column[];
};

const OPEN = ["pending", "processing", "retrying", "waiting"] as const;

/** It is in no problem any more. */
const LEFT = "problemId";

/** An attempt that is over, whatever came of it. */
const RELEASED = ["leaseToken", "lostLeases", "dueAt", "trigger", "lastError"] as const;
const ENDED_BY_ATTEMPT = [...RELEASED, "cancelRequested", "scheduleStep", "completedAt"] as const;
/** A delivery that had ended, and gets the whole schedule again. */
const RESTARTED = ["dueAt", "ready", "trigger", "scheduleStep", "lostLeases", "completedAt"] as const;

/**
 * Every change that a delivery can go through. `ready` only says in which index a row stands, so it changes with
 * `dueAt`, and by itself when the time comes. A lease is lost when `dueAt` passes while an attempt is running.
 */
export const TRANSITIONS: readonly Transition[] = [
  { by: "accept", from: ["absent"], to: "pending", when: "a rule matches the event", changes: [] },

  ...OPEN.map((state): Transition => ({
    by: "promote",
    from: [state],
    to: state,
    when: "its time has come",
    changes: ["ready"],
  })),
  {
    by: "claim",
    from: ["pending", "retrying", "waiting"],
    to: "processing",
    when: "it is due, and its connection is active",
    changes: ["attemptCount", "leaseToken", "attemptStartedAt", "startedAt", "dueAt", "ready", "waitingSince"],
  },
  {
    by: "claim",
    from: ["processing"],
    to: "processing",
    when: "another worker lost its lease: the attempt is recorded as interrupted, and the next one begins",
    changes: ["attemptCount", "leaseToken", "attemptStartedAt", "dueAt", "ready", "lostLeases"],
  },
  {
    by: "renew",
    from: ["processing"],
    to: "processing",
    when: "the attempt takes longer than a lease",
    changes: ["dueAt", "ready"],
  },

  {
    by: "record",
    from: ["processing"],
    to: "completed",
    when: "the attempt delivered",
    changes: [...ENDED_BY_ATTEMPT, LEFT],
  },
  {
    by: "record",
    from: ["processing"],
    to: "failed",
    when: "the attempt failed for good, or was the last one of the schedule",
    changes: ENDED_BY_ATTEMPT,
  },
  {
    by: "record",
    from: ["processing"],
    to: "canceled",
    when: "the attempt would be repeated, but was canceled meanwhile, or its rule or connection was deleted",
    changes: [...ENDED_BY_ATTEMPT, LEFT],
  },
  {
    by: "record",
    from: ["processing"],
    to: "retrying",
    when: "the attempt is to be repeated, at once when its connection was repaired during it",
    changes: [...RELEASED, "ready", "scheduleStep"],
  },
  {
    by: "record",
    from: ["processing"],
    to: "waiting",
    when: "the provider refused the connection's settings: it is inactive from now on",
    changes: [...RELEASED, "ready", "waitingSince"],
  },
  ...(["retrying", "waiting", "failed"] as const).map((state): Transition => ({
    by: "record",
    from: [state],
    to: state,
    when: "its attempt was recorded: it is in the problem of its cause",
    changes: ["problemId"],
  })),

  {
    by: "sweep",
    from: ["pending", "retrying", "processing"],
    to: "waiting",
    when: "it is due or lost its lease, and its connection is inactive",
    changes: ["waitingSince", "dueAt", "ready", "lastError", "leaseToken", "lostLeases"],
  },
  {
    by: "sweep",
    from: ["waiting"],
    to: "failed",
    when: "its connection stayed inactive for too long",
    changes: ["waitingSince", "dueAt", "lastError", "completedAt"],
  },
  {
    by: "sweep",
    from: ["processing"],
    to: "failed",
    when: "it lost its lease too often in a row",
    changes: ["leaseToken", "lostLeases", "dueAt", "lastError", "completedAt"],
  },
  {
    by: "sweep",
    from: ["processing"],
    to: "canceled",
    when: "it lost its lease, and was canceled before, or its rule or connection was deleted",
    changes: ["leaseToken", "cancelRequested", "dueAt", "completedAt", LEFT],
  },
  {
    by: "sweep",
    from: ["pending", "retrying", "waiting"],
    to: "canceled",
    when: "it is due, and its rule or connection was deleted",
    changes: ["waitingSince", "dueAt", "completedAt", LEFT],
  },

  ...(["waiting", "failed"] as const).map((state): Transition => ({
    by: "sweep",
    from: [state],
    to: state,
    when: "it was swept: it is in the problem of its cause",
    changes: ["problemId"],
  })),

  {
    by: "cancel",
    from: ["pending", "retrying", "waiting"],
    to: "canceled",
    when: "somebody asks for it, or deletes its rule or connection",
    changes: ["waitingSince", "dueAt", "completedAt", LEFT],
  },
  {
    by: "cancel",
    from: ["processing"],
    to: "processing",
    when: "the same, while an attempt is running: it is the last one",
    changes: ["cancelRequested"],
  },
  {
    by: "resume",
    from: ["waiting"],
    to: "retrying",
    when: "its connection is active again",
    changes: ["waitingSince", "dueAt", "ready"],
  },
  {
    by: "retry",
    from: ["retrying", "waiting"],
    to: "retrying",
    when: "somebody asks for the next attempt now; it keeps its place in the schedule",
    changes: ["waitingSince", "dueAt", "ready", "trigger", "lostLeases"],
  },
  {
    by: "retry",
    from: ["failed", "canceled"],
    to: "pending",
    when: "somebody asks for it, and its rule and connection are there and active",
    changes: RESTARTED,
  },
  {
    by: "bulk retry",
    from: ["failed", "canceled"],
    to: "pending",
    when: "a bulk retry comes by, and its rule and connection are there and active",
    changes: RESTARTED,
  },
  {
    by: "prune",
    from: ["completed", "failed", "canceled"],
    to: "absent",
    when: "its event is older than the retention, and no delivery of it is open",
    changes: [],
  },
];
