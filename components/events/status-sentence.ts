import type { EventDetail } from "#lib/contracts/events.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { formatCount, formatNumber } from "#lib/format/numbers.ts";

const deliveries = (count: number) => formatCount(count, "delivery", "deliveries");

/** What became of the event, in one sentence. */
export function eventSentence(event: EventDetail): string {
  if (event.total_rules === 0) return "No rule matched, so nothing was sent anywhere.";
  const count = (status: DeliveryStatus) => event.rule_events.filter((item) => item.status === status).length;
  const parts = [
    `${formatNumber(event.completed_count)} of ${deliveries(event.total_rules)} done`,
    count("processing") > 0 ? `${formatNumber(count("processing"))} running` : "",
    count("pending") > 0 ? `${formatNumber(count("pending"))} about to start` : "",
    count("retrying") > 0 ? `${formatNumber(count("retrying"))} being retried` : "",
    event.failed_count > 0 ? `${formatNumber(event.failed_count)} failed` : "",
    count("canceled") > 0 ? `${formatNumber(count("canceled"))} canceled` : "",
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

const DELIVERY_SENTENCES: Record<DeliveryStatus, (attempts: string) => string> = {
  pending: () => "Waiting for its first attempt.",
  processing: () => "An attempt is running.",
  retrying: (attempts) => `Not delivered after ${attempts}.`,
  completed: (attempts) => `Delivered after ${attempts}.`,
  failed: (attempts) => `Gave up after ${attempts}.`,
  canceled: (attempts) => `Canceled after ${attempts}; no further attempts are made.`,
};

export function deliverySentence({ status, attempt_count: count, waiting }: RuleEvent): string {
  if (status === "canceled" && count === 0) return "Canceled before its first attempt.";
  if (waiting === "connection_inactive") return "Waiting, because the connection is inactive.";
  return DELIVERY_SENTENCES[status](formatCount(count, "attempt"));
}
