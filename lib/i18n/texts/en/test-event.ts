/** The form that sends an event by hand. Its title is with the list, which shows it before the form is loaded. */
export default {
  close: "Close",
  intro: "It is handled like any other event: rules that match it deliver it for real.",
  "field.event": "Event",
  "field.resource": "Resource",
  "field.resource-id": "Resource ID",
  "field.resource-id.none": "None",
  "field.bound": "Set by your session",
  "field.payload": "Payload",
  "field.payload.hint": "A JSON object, at most {size}",
  "field.payload.too-large": "At most {size}",
  "field.payload.not-object": "Must be a JSON object",
  "field.payload.not-json": "Not valid JSON: {reason}",
  send: "Send event",
  sending: "Sending…",
  failed: "The event was not sent.",
  received: "<name>{event}</name> was received. <link>View the event</link>",
} as const;
