import type { EventDetail } from "#lib/contracts/events.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import type { Formats } from "#lib/i18n/formats.ts";
import type { eventTexts } from "#lib/i18n/texts/event.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Translate = TranslateOf<typeof eventTexts>;

/** As the sentence names them, after those that are done. */
const STATES = ["processing", "pending", "retrying", "failed", "canceled"] as const;

/** What became of the event, in one sentence. */
export function eventSentence(event: EventDetail, formats: Formats, t: Translate): string {
  if (event.total_rules === 0) return t("summary.none");
  const parts = STATES.flatMap((status) => {
    const count = status === "failed" ? event.failed_count : countOf(event, status);
    return count > 0 ? [t(`summary.${status}`, { count })] : [];
  });
  const done = t("summary.done", { done: event.completed_count, total: event.total_rules });
  return t("summary.sentence", { parts: formats.list([done, ...parts]) });
}

function countOf(event: EventDetail, status: DeliveryStatus): number {
  return event.rule_events.filter((ruleEvent) => ruleEvent.status === status).length;
}

export function deliverySentence({ status, attempt_count: count, waiting }: RuleEvent, t: Translate): string {
  if (status === "canceled" && count === 0) return t("delivery.canceled-unattempted");
  if (waiting === "connection_inactive") return t("delivery.waiting");
  if (status === "pending" || status === "processing") return t(`delivery.${status}`);
  return t(`delivery.${status}`, { count });
}
