/** The list of events with its filters, and what opens the forms above it. */
export default {
  title: "Events",
  description: "What was received, and where it was delivered.",

  "test.open": "Send test event",
  "test.title": "Send a test event",

  "filter.label": "Filter events",
  "filter.status": "Status",
  "filter.status.delivery": "Delivery status",
  "filter.status.any": "Any",
  "filter.event": "Event",
  "filter.resource": "Resource",
  "filter.resource-id": "Resource ID",
  "filter.received": "Received",
  "filter.received.any": "Any time",
  "filter.received.1h": "Last hour",
  "filter.received.24h": "Last 24 hours",
  "filter.received.7d": "Last 7 days",
  "filter.received.30d": "Last 30 days",
  "filter.connection": "Connection",
  "filter.connection.any": "Any",
  "filter.event-id": "Event ID",

  "retry-all.open": "Retry all…",
  "retry-all.title": "Retry all",
  "retry-all.close": "Close",

  "list.caption": "Events",
  "list.new": "{count, plural, one {# new event} other {# new events}}",
  "list.more-failed": "More events could not be loaded.",

  "empty.title": "No events yet",
  "empty.text": "Events from your product appear here within seconds, with each of their deliveries.",
  "empty-filtered.title": "No event matches these filters",
  "empty-filtered.text": "Event names, resources and IDs must match exactly, including capital letters.",
  "empty-filtered.clear": "Clear filters",
} as const;
