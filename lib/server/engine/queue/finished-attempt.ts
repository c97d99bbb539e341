import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";

export type FinishedAttempt = { claimed: ClaimedRuleEvent; outcome: AttemptOutcome };
