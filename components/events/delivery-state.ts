import type { RuleEvent } from "#lib/contracts/rule-events.ts";

type Option = { isOffered: boolean; blockedBecause?: string };

/** Whether a delivery can be tried again now, and why not where somebody would look for it. */
export function retryOption(ruleEvent: RuleEvent): Option {
  const isOffered = ["retrying", "failed", "canceled"].includes(ruleEvent.status);
  if (!isOffered) return { isOffered };
  if (ruleEvent.connection_deleted) return { isOffered, blockedBecause: "The connection was deleted" };
  if (ruleEvent.rule_deleted) return { isOffered, blockedBecause: "The rule was deleted" };
  if (ruleEvent.waiting) return { isOffered, blockedBecause: "The connection is inactive" };
  return { isOffered };
}

export function isCancelOffered({ status }: RuleEvent): boolean {
  return status === "pending" || status === "processing" || status === "retrying";
}
