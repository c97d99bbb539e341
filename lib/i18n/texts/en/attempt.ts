/** What is known of one attempt: how far its request got, where the time went, and what was exchanged. */
export default {
  "progress.not_sent": "Certainly not sent: the destination got nothing of this request.",
  "progress.sent": "Sent, but not answered: the destination may have acted on it.",
  "progress.answered": "Sent and answered.",

  "timing.label": "Where the time went",
  "timing.dns": "DNS",
  "timing.connect": "Connection",
  "timing.tls": "TLS",
  "timing.first-byte": "First byte",
  "timing.rest": "Rest",
  "timing.total": "Total",
  "timing.reused": "An open connection was used, so nothing had to be looked up or opened.",
  "timing.last": "The attempt took {duration} in all; this is its last request.",

  "details.failed": "The details could not be loaded",
  "details.no-request": "This attempt made no request, so there is nothing to show.",
  "details.not-kept": "The request and the response of this attempt were not kept.",
} as const;
