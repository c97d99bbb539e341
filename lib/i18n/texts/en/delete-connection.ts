/** Deleting a connection, and what became of the access to its account. */
export default {
  question: "Delete “{name}”?",
  effect: "Nothing more will be delivered to it, and its waiting deliveries are canceled. This cannot be undone.",
  waiting:
    "{count, plural, one {# event for it is still waiting or being retried.} other {# events for it are still waiting or being retried.}}",
  "waiting.more":
    "{count, plural, one {More than # event for it is still waiting or being retried.} other {More than # events for it are still waiting or being retried.}}",
  rules: "{count, plural, one {# rule is deleted with it:} other {# rules are deleted with it:}}",
  "rules.more": "{count, plural, one {and # more rule} other {and # more rules}}",
  "rules.failed": "The rules that use it could not be loaded.",
  confirm: "Delete connection",
  "confirm.rules": "{count, plural, one {Delete connection and # rule} other {Delete connection and # rules}}",
  "disconnect.question": "Disconnect “{name}”?",
  "disconnect.access": "Access to the {name} account is revoked.",
  "disconnect.confirm": "Disconnect",
  "disconnect.confirm.rules":
    "{count, plural, one {Disconnect and delete # rule} other {Disconnect and delete # rules}}",
  "done.revoked": "{name} was disconnected, and its access was revoked.",
  "done.kept": "{name} was disconnected. Its access was kept, because another connection may use the same account.",
  "done.failed":
    "{name} was disconnected here, but could not be notified. To revoke access, also remove the app in the settings of {name}.",
  "done.unsupported":
    "{name} was disconnected here, but does not support revoking access. To revoke it, remove the app in the settings of {name}.",
  "done.close": "Close",
} as const;
