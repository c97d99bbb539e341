import type { PatchProblem, ProblemState } from "#lib/contracts/problems.ts";
import type { problems } from "#lib/server/db/schema/problems.ts";

/** No row: before its cause was seen for the first time, and after its rule or connection was deleted. */
export type ProblemPlace = ProblemState | "absent";
type Column = Exclude<keyof typeof problems.$inferSelect, "state">;

export type ProblemOperation = "note" | "resolve" | "acknowledge" | "ignore" | "reopen" | "delete";

export type ProblemTransition = {
  by: ProblemOperation;
  from: readonly ProblemPlace[];
  to: ProblemPlace;
  when: string;
  /** What may be written besides the state. */
  changes: readonly Column[];
};

const EVERY = ["open", "acknowledged", "ignored", "resolved"] as const;
const SEEN = ["lastSeenAt", "attemptCount", "message", "resource", "resourceId"] as const;
const ACKNOWLEDGED = ["acknowledgedBy", "acknowledgedAt"] as const;
const IGNORED = ["ignoredBy", "ignoredAt"] as const;

/** Every change that a problem can go through. What only counts attempts keeps the state. */
export const PROBLEM_TRANSITIONS: readonly ProblemTransition[] = [
  { by: "note", from: ["absent"], to: "open", when: "a delivery does not arrive for a new cause", changes: [] },
  ...(["open", "acknowledged", "ignored"] as const).map((state): ProblemTransition => ({
    by: "note",
    from: [state],
    to: state,
    when: "the same cause again",
    changes: SEEN,
  })),
  {
    by: "note",
    from: ["resolved"],
    to: "open",
    when: "the same cause again, after it was over: it begins anew",
    changes: [...SEEN, ...ACKNOWLEDGED, "firstSeenAt", "resolvedAt"],
  },
  {
    by: "resolve",
    from: ["open", "acknowledged"],
    to: "resolved",
    when: "its connection delivered, or no delivery is in it any more, by its cause; what is ignored stays so",
    changes: ["resolvedAt"],
  },
  {
    by: "acknowledge",
    from: ["open", "ignored"],
    to: "acknowledged",
    when: "somebody says that they look after it",
    changes: [...ACKNOWLEDGED, ...IGNORED],
  },
  {
    by: "ignore",
    from: ["open", "acknowledged"],
    to: "ignored",
    when: "somebody does not want to see this cause",
    changes: [...ACKNOWLEDGED, ...IGNORED],
  },
  {
    by: "reopen",
    from: ["acknowledged", "ignored"],
    to: "open",
    when: "somebody takes that back",
    changes: [...ACKNOWLEDGED, ...IGNORED],
  },
  {
    by: "delete",
    from: EVERY,
    to: "absent",
    when: "its rule or connection is deleted, or it was over long ago",
    changes: [],
  },
];

const BY_PERSON: Readonly<Record<PatchProblem["state"], ProblemOperation>> = {
  acknowledged: "acknowledge",
  ignored: "ignore",
  open: "reopen",
};

/** Whether a person may put a problem into this state. */
export function maySet(from: ProblemState, to: PatchProblem["state"]): boolean {
  return PROBLEM_TRANSITIONS.some((one) => one.by === BY_PERSON[to] && one.to === to && one.from.includes(from));
}
