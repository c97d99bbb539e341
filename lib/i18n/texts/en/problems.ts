/** What is wrong, one row for each cause. */
export default {
  where: "· <bdi>{connection}</bdi> ({destination}), when <bdi>{event}</bdi> happens",
  failed: "{count, plural, one {# delivery failed} other {#{more, select, yes {+} other {}} deliveries failed}}",
  retrying:
    "{count, plural, one {# delivery still being retried} other {#{more, select, yes {+} other {}} deliveries still being retried}}",
  "seen.first": "First seen <time></time>",
  "seen.last": "Last seen <time></time>",
  acknowledged: "Acknowledged",
  "acknowledged.by": "Acknowledged by <bdi>{name}</bdi>",
  "action.connection": "Check connection",
  "action.mapping": "Check mapping",
  "action.rule": "Check rule",
  "action.retry": "Retry {count, number}…",
  events: "See events",
  acknowledge: "Acknowledge",
  reopen: "Reopen",
  ignore: "Ignore",
  "change.failed": "The problem was not changed.",
  count: "{count, plural, one {# problem} other {# problems}}",
  more: "Only the latest problems are shown.",
} as const;
