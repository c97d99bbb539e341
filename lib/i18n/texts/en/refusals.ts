/** Why a retry or a cancellation was refused, by HTTP status; nothing has changed in any of these cases. */
export default {
  "retry.409": "Not retried: this delivery has already succeeded.",
  "retry.422": "Not retried: the rule or its connection is gone or inactive.",
  "retry.425": "Not retried: an attempt is already running or about to start.",
  "cancel.409": "Not canceled: this delivery has already ended.",
  "cancel-event.409": "Not canceled: every delivery of this event has already ended.",
} as const;
