import type { Retry, RetryFilter, RetryPreview } from "#lib/contracts/retries.ts";
import type { Formats } from "#lib/i18n/formats.ts";
import type { commonTexts } from "#lib/i18n/texts/common.ts";
import type { retriesTexts } from "#lib/i18n/texts/retries.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Translate = TranslateOf<typeof retriesTexts>;

/** "12 because the rule was deleted", one for each reason. */
export function skipTexts({ skip_reasons: reasons }: Pick<RetryPreview, "skip_reasons">, t: Translate): string[] {
  return reasons.map(({ reason, count }) => t(`skipped.${reason}`, { count }));
}

type Known = {
  /** The name of the connection in the filter. */
  connection: string | undefined;
  formats: Formats;
  common: TranslateOf<typeof commonTexts>;
};

/** What a filter means, a line for each condition, the deliveries first. */
export function filterFacts(
  { delivery_status: ended = "failed", ...filter }: RetryFilter,
  known: Known,
  t: Translate,
): string[] {
  const conditions = Object.values(CONDITION_WORDS).map((words) => words(filter, known, t));
  return [t(`filter.${ended}`), ...conditions.filter((fact) => fact !== undefined)];
}

type Words = (filter: Omit<RetryFilter, "delivery_status">, known: Known, t: Translate) => string | undefined;

function whenGiven<T>(value: T | undefined, toWords: (value: T) => string): string | undefined {
  return value === undefined || value === "" ? undefined : toWords(value);
}

/** Every key of the filter has words: one without would send more than is said. */
const CONDITION_WORDS: Record<Exclude<keyof RetryFilter, "delivery_status">, Words> = {
  status: ({ status: value }, _, t) => whenGiven(value, (status) => t("filter.status", { status })),
  id: ({ id: value }, _, t) => whenGiven(value, (id) => t("filter.id", { id })),
  event_ids: ({ event_ids: ids }, _, t) => whenGiven(ids, ({ length: count }) => t("filter.event-ids", { count })),
  event: ({ event: value }, _, t) => whenGiven(value, (event) => t("filter.event", { event })),
  resource: ({ resource: value }, _, t) => whenGiven(value, (resource) => t("filter.resource", { resource })),
  resource_id: ({ resource_id: value }, _, t) => whenGiven(value, (id) => t("filter.resource-id", { id })),
  connection: ({ connection: value }, known, t) =>
    whenGiven(value, (id) => t("filter.connection", { connection: known.connection ?? id })),
  rule: ({ rule: value }, _, t) => whenGiven(value, (rule) => t("filter.rule", { rule })),
  problem_id: ({ problem_id: value }, _, t) => whenGiven(value, (problem) => t("filter.problem", { problem })),
  outcome_code: ({ outcome_code: value }, { common }, t) =>
    whenGiven(value, (code) => t("filter.outcome", { outcome: common(`outcome.${code}`) })),
  created_after: ({ created_after: value }, { formats }, t) =>
    whenGiven(value, (at) => t("filter.created-after", { time: formats.absolute(at) })),
  created_before: ({ created_before: value }, { formats }, t) =>
    whenGiven(value, (at) => t("filter.created-before", { time: formats.absolute(at) })),
};

type Counted = Pick<RetryPreview, "matching" | "is_exact" | "retryable">;

/** What would happen. A count that stopped at its limit says so. */
export function previewSentence({ matching, is_exact: isExact, retryable }: Counted, t: Translate): string {
  if (!isExact) return matching === 0 ? t("preview.uncounted") : t("preview.more-than", { count: matching });
  if (matching === 0) return t("preview.none");
  if (retryable === 0) return t("preview.none-retryable", { count: matching });
  if (retryable === matching) return t("preview.all", { count: matching });
  return t("preview.some", { retryable, matching });
}

/** Where counting stopped, there may be something to retry although none of those that were counted can be. */
export function isWorthStarting({ is_exact: isExact, retryable }: Counted): boolean {
  return !isExact || retryable > 0;
}

export function startLabel({ is_exact: isExact, retryable }: Counted, t: Translate): string {
  return isExact && retryable > 0 ? t("start.count", { count: retryable }) : t("start.all");
}

export function statusSentence({ status, retried, matching, is_exact: isExact }: Retry, t: Translate): string {
  if (status === "canceled") return t("progress.canceled", { count: retried });
  if (status === "completed") return t("progress.completed", { count: retried });
  return isExact ? t("progress.counted", { retried, matching }) : t("progress.uncounted", { count: retried });
}

/** How the retried ones stand: started again is not delivered yet. */
export function outcomeSentence({ deliveries }: Retry, formats: Formats, t: Translate): string | undefined {
  if (deliveries === undefined) return undefined;
  const { pending, processing, retrying, completed, failed, canceled } = deliveries;
  const parts = [
    [completed, "outcome.completed"],
    [pending + processing, "outcome.in-progress"],
    [retrying, "outcome.retrying"],
    [failed, "outcome.failed"],
    [canceled, "outcome.canceled"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, key]) => t(key, { count }));
  return told.length === 0 ? undefined : t("outcome.sentence", { parts: formats.list(told) });
}
