import type { RuleEvent } from "#lib/contracts/rule-events.ts";

type Option = {
  isOffered: boolean;
  blockedBecause?: "connection_deleted" | "rule_deleted" | "connection_inactive";
};

/** Whether a delivery can be tried again now, and why not where somebody would look for it. */
export function retryOption(ruleEvent: RuleEvent): Option {
  const isOffered = ["retrying", "failed", "canceled"].includes(ruleEvent.status);
  if (!isOffered) return { isOffered };
  if (ruleEvent.connection_deleted) return { isOffered, blockedBecause: "connection_deleted" };
  if (ruleEvent.rule_deleted) return { isOffered, blockedBecause: "rule_deleted" };
  if (ruleEvent.waiting) return { isOffered, blockedBecause: "connection_inactive" };
  return { isOffered };
}

export function isCancelOffered({ status }: RuleEvent): boolean {
  return status === "pending" || status === "processing" || status === "retrying";
}
