import { OUTCOME_WORDS } from "#components/patterns/outcome-words.ts";
import type { Retry, RetryFilter, RetryPreview, RetrySkipReason } from "#lib/contracts/retries.ts";
import { formatAbsolute } from "#lib/format/absolute-time.ts";
import { formatCount, formatNumber } from "#lib/format/numbers.ts";

const SKIP_WORDS: Record<RetrySkipReason, string> = {
  rule_deleted: "because the rule was deleted",
  connection_deleted: "because the connection was deleted",
  rule_inactive: "because the rule is paused",
  connection_inactive: "because the connection is inactive",
  status_changed: "because they were retried in another way first",
};

export const deliveriesText = (count: number) => formatCount(count, "delivery", "deliveries");

/** "12 because the rule was deleted", one for each reason. */
export function skipTexts({ skip_reasons: reasons }: Pick<RetryPreview, "skip_reasons">): string[] {
  return reasons.map(({ reason, count }) => `${formatNumber(count)} ${SKIP_WORDS[reason]}`);
}

/** What a filter means, a line for each condition, the deliveries first. */
export function filterFacts(
  { delivery_status: ended = "failed", ...filter }: RetryFilter,
  names: { connection: string | undefined },
): string[] {
  const conditions = Object.values(CONDITION_WORDS).map((words) => words(filter, names));
  return [
    `Deliveries that ${ended === "canceled" ? "were canceled" : "failed"}`,
    ...conditions.filter((fact) => fact !== undefined),
  ];
}

type Words = (
  filter: Omit<RetryFilter, "delivery_status">,
  names: { connection: string | undefined },
) => string | undefined;

function whenGiven<T>(value: T | undefined, toWords: (value: T) => string): string | undefined {
  return value === undefined || value === "" ? undefined : toWords(value);
}

/** Every key of the filter has words: one without would send more than is said. */
const CONDITION_WORDS: Record<Exclude<keyof RetryFilter, "delivery_status">, Words> = {
  status: ({ status }) => whenGiven(status, (value) => `of events whose status is ${value}`),
  id: ({ id }) => whenGiven(id, (value) => `of the event ${value}`),
  event_ids: ({ event_ids: ids }) => whenGiven(ids, (value) => `of ${formatCount(value.length, "chosen event")}`),
  event: ({ event }) => whenGiven(event, (value) => `of the event type ${value}`),
  resource: ({ resource }) => whenGiven(resource, (value) => `of the resource ${value}`),
  resource_id: ({ resource_id: id }) => whenGiven(id, (value) => `of the resource ID ${value}`),
  connection: ({ connection }, names) =>
    whenGiven(connection, (value) => `to the connection ${names.connection ?? value}`),
  rule: ({ rule }) => whenGiven(rule, (value) => `by the rule ${value}`),
  problem_id: ({ problem_id: id }) => whenGiven(id, (value) => `in the problem ${value}`),
  outcome_code: ({ outcome_code: code }) =>
    whenGiven(code, (value) => `whose last attempt ended with: ${OUTCOME_WORDS[value]}`),
  created_after: ({ created_after: at }) => whenGiven(at, (value) => `received on ${formatAbsolute(value)} or later`),
  created_before: ({ created_before: at }) => whenGiven(at, (value) => `received before ${formatAbsolute(value)}`),
};

/** What would happen. A count that stopped at its limit says so. */
export function previewSentence({ matching, is_exact: isExact, retryable }: Omit<RetryPreview, "filter">): string {
  if (!isExact && matching === 0)
    return "There are too many to count in advance. Matching deliveries are found while the retry runs.";
  if (!isExact) return `More than ${deliveriesText(matching)}; counting stopped there.`;
  if (matching === 0) return "No delivery matches this filter.";
  if (retryable === 0) return `${deliveriesText(matching)}, none of which can be retried now.`;
  if (retryable === matching) return `${deliveriesText(matching)} can be retried.`;
  return `${formatNumber(retryable)} of ${deliveriesText(matching)} can be retried.`;
}

/** Where counting stopped, there may be something to retry although none of those that were counted can be. */
export function isWorthStarting({ is_exact: isExact, retryable }: Omit<RetryPreview, "filter">): boolean {
  return !isExact || retryable > 0;
}

export function statusSentence({ status, retried, matching, is_exact: isExact }: Retry): string {
  const started = `Retried ${formatNumber(retried)}`;
  if (status === "canceled") return `Stopped after ${deliveriesText(retried)}.`;
  if (status === "completed") return `Done. ${deliveriesText(retried)} retried.`;
  return isExact ? `${started} of ${deliveriesText(matching)}…` : `${started}…`;
}

/** How the retried ones stand: started again is not delivered yet. */
export function outcomeSentence({ deliveries }: Retry): string | undefined {
  if (deliveries === undefined) return undefined;
  const { pending, processing, retrying, completed, failed, canceled } = deliveries;
  const parts = [
    [completed, "delivered"],
    [pending + processing, "in progress"],
    [retrying, "being retried on schedule"],
    [failed, "failed again"],
    [canceled, "canceled"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${formatNumber(count)} ${words}`);
  return told.length === 0 ? undefined : `Of these: ${told.join(", ")}.`;
}
