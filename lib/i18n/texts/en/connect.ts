/** Connecting one kind of destination, and what is shown afterwards. */
export default {
  title: "New connection",
  "title.named": "Connect {name}",
  "title.created": "Connection created",
  unavailable: "This destination is not available.",
  "see-all": "See all destinations",
  create: "Create connection",
  "created.note": "<strong>{name}</strong> is connected. Create a rule to send events to it.",
  "created.note.account": "<strong>{name}</strong> is connected to {account}. Create a rule to send events to it.",
  "created.rule": "Create a rule",
  "created.done": "Done",
  "secret.title": "Signing secret",
  "secret.copy": "Copy secret",
  "secret.once": "It is shown only once. Store it where your receiver can read it.",
  "secret.headers":
    "Every request carries <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>, as the Standard Webhooks specification says. With one of its libraries, verification is a single call:",
  "secret.body": "The body exactly as it was received, before any parsing.",
  "secret.reject":
    "Reject requests that fail verification, and keep track of the webhook-id: a repeated delivery carries the same one.",
} as const;
