/** The panel that retries all deliveries of a filter. Its frame is with the list, which shows it before the panel is loaded. */
export default {
  "preview.counting": "Counting deliveries",
  "preview.none": "No delivery matches this filter.",
  "preview.all": "{count, plural, one {# delivery can be retried.} other {# deliveries can be retried.}}",
  "preview.some": "{retryable, number} of {matching, plural, one {# delivery} other {# deliveries}} can be retried.",
  "preview.none-retryable":
    "{count, plural, one {# delivery, which cannot be retried now.} other {# deliveries, none of which can be retried now.}}",
  "preview.more-than":
    "{count, plural, one {More than # delivery; counting stopped there.} other {More than # deliveries; counting stopped there.}}",
  "preview.uncounted": "There are too many to count in advance. Matching deliveries are found while the retry runs.",
  "preview.effect":
    "Each one starts its full retry schedule again. Deliveries that already succeeded, or that fail from now on, are not affected.",
  "preview.running": "A bulk retry is running in this workspace.",
  "preview.running.show": "Show it",

  "filter.label": "What is retried",
  "filter.failed": "Deliveries that failed",
  "filter.canceled": "Deliveries that were canceled",
  "filter.status":
    "of events whose status is {status, select, pending {pending} processing {processing} retrying {retrying} completed {completed} failed {failed} canceled {canceled} other {{status}}}",
  "filter.id": "of the event {id}",
  "filter.event-ids": "{count, plural, one {of # chosen event} other {of # chosen events}}",
  "filter.event": "of the event type {event}",
  "filter.resource": "of the resource {resource}",
  "filter.resource-id": "of the resource ID {id}",
  "filter.connection": "to the connection {connection}",
  "filter.rule": "by the rule {rule}",
  "filter.problem": "in the problem {problem}",
  "filter.outcome": "whose last attempt ended with: {outcome}",
  "filter.created-after": "received on {time} or later",
  "filter.created-before": "received before {time}",

  "skipped.title": "{count, plural, one {# delivery skipped:} other {# deliveries skipped:}}",
  "skipped.rule_deleted": "{count, number} because the rule was deleted",
  "skipped.connection_deleted": "{count, number} because the connection was deleted",
  "skipped.rule_inactive": "{count, number} because the rule is paused",
  "skipped.connection_inactive": "{count, number} because the connection is inactive",
  "skipped.status_changed":
    "{count, plural, one {# because it was retried in another way first} other {# because they were retried in another way first}}",

  "start.count": "Retry {count, number} now",
  "start.all": "Retry all now",
  "start.not-now": "Not now",
  "start.refused": "Not started: another bulk retry is already running in this workspace.",

  "progress.label": "Deliveries retried",
  "progress.counted": "Retried {retried, number} of {matching, plural, one {# delivery} other {# deliveries}}…",
  "progress.uncounted": "Retried {count, number}…",
  "progress.completed": "{count, plural, one {Done. # delivery retried.} other {Done. # deliveries retried.}}",
  "progress.canceled": "{count, plural, one {Stopped after # delivery.} other {Stopped after # deliveries.}}",
  "progress.stop": "Stop",
  "progress.stop.refused": "Not stopped: it had already finished.",

  "outcome.sentence": "Of these: {parts}.",
  "outcome.completed": "{count, number} delivered",
  "outcome.in-progress": "{count, number} in progress",
  "outcome.retrying": "{count, number} being retried on schedule",
  "outcome.failed": "{count, number} failed again",
  "outcome.canceled": "{count, number} canceled",
} as const;
