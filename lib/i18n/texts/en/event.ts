/** The page of one event: what became of it, its deliveries with their attempts, and its payload. */
export default {
  title: "Event",
  loading: "Loading the event",
  failed: "This event could not be loaded",

  "summary.label": "Summary",
  "summary.sentence": "{parts}.",
  "summary.none": "No rule matched, so nothing was sent anywhere.",
  "summary.done": "{done, number} of {total, plural, one {# delivery} other {# deliveries}} done",
  "summary.processing": "{count, number} running",
  "summary.pending": "{count, number} about to start",
  "summary.retrying": "{count, number} being retried",
  "summary.failed": "{count, number} failed",
  "summary.canceled": "{count, number} canceled",

  "fact.id": "ID",
  "fact.resource": "Resource",
  "fact.received": "Received",
  "fact.sender": "Sent by",

  "cancel-event.open": "Cancel event",
  "cancel-event.question":
    "{count, plural, one {Cancel # open delivery of this event?} other {Cancel # open deliveries of this event?}}",
  "cancel-event.text":
    "No further attempts are made for any connection. Requests that are already in progress will finish. Each delivery can be retried later.",
  "cancel-event.confirm": "{count, plural, one {Cancel the delivery} other {Cancel the deliveries}}",
  "cancel-event.keep": "Keep trying",
  "cancel-event.done": "No further attempts are made. Requests that are in progress will finish.",

  "journey.title": "Journey",
  "journey.received": "Received",
  "journey.matched": "{count, plural, one {Matched # rule} other {Matched # rules}}",
  "journey.no-rule": "No rule matched",
  "journey.no-rule.text":
    "When it was received, there was no active rule for <name>{event}</name> on <name>{resource}</name>. The event is kept, but rules that are created later do not apply to it. Send it again once there is one. <link>Create a rule for it</link>",

  "delivery.pending": "Waiting for its first attempt.",
  "delivery.processing": "An attempt is running.",
  "delivery.retrying": "{count, plural, one {Not delivered after # attempt.} other {Not delivered after # attempts.}}",
  "delivery.completed": "{count, plural, one {Delivered after # attempt.} other {Delivered after # attempts.}}",
  "delivery.failed": "{count, plural, one {Gave up after # attempt.} other {Gave up after # attempts.}}",
  "delivery.canceled":
    "{count, plural, one {Canceled after # attempt; no further attempts are made.} other {Canceled after # attempts; no further attempts are made.}}",
  "delivery.canceled-unattempted": "Canceled before its first attempt.",
  "delivery.waiting": "Waiting, because the connection is inactive.",
  // The time that is left stands in the place of "in 4 s".
  "delivery.next": "Next attempt <countdown>in 4 s</countdown>.",
  "delivery.connection-deleted": "The connection was deleted, so this can no longer be delivered.",
  "delivery.rule-deleted": "The rule was deleted; this delivery is kept for the record.",
  "delivery.waiting.text":
    "It is delivered as soon as the connection is active again. After 72 hours it fails. <link>Fix the connection</link>",

  "retry.now": "Retry now",
  "retry.queued": "Retry queued. The result appears below.",
  "retry.blocked.connection_deleted": "The connection was deleted",
  "retry.blocked.rule_deleted": "The rule was deleted",
  "retry.blocked.connection_inactive": "The connection is inactive",

  "cancel.open": "Cancel",
  "cancel.question": "Cancel the delivery to “<name>{connection}</name>”?",
  "cancel.text":
    "No further attempts are made. A request that is already in progress will finish. You can retry it later.",
  "cancel.confirm": "Cancel this delivery",
  "cancel.keep": "Keep trying",

  "attempts.label": "Attempts, newest first",
  "attempts.failed": "The attempts could not be loaded",
  "attempts.none": "No attempt was made.",
  "attempts.none-yet": "No attempt has been made yet.",
  "attempt.number": "#{number, number}",
  "attempt.field": "Field {field}: {message}",
  "attempt.no-answer": "no answer",
  "attempt.details": "Details",
  "attempt.details.label": "Details of attempt {number, number}",

  "payload.title": "Payload",
  "payload.failed": "The payload could not be loaded",
  "payload.withheld.member": "Only administrators and owners can view event payloads.",
  "payload.withheld.session": "This session does not have permission to read event payloads.",
} as const;
