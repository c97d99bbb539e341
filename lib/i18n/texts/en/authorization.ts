/** The account holder's consent, given at the provider in a window of its own. */
export default {
  start: "Connect {name}",
  "start.again": "Try again",
  "start.hint": "{name} opens in a new window. You sign in and approve access there, never here.",
  "allows.title": "What {name} will ask you to allow",
  "allows.hint": "Only what rules need for these, and for showing you what to choose from:",
  "allows.action": "<strong>{action}</strong><soft>: {description}</soft>",
  "form.title": "Connection",
  reconnect: "Reconnect {name}",
  "reconnect.hint": "Sign in with the account that is already connected. Rules and the mapping stay as they are.",
  "reconnect.hint.account": "Sign in as <strong>{account}</strong>. Rules and the mapping stay as they are.",
  "reconnect.unavailable": "{name} is not available on this server at the moment. Ask its operator.",
  reconnected: "<strong>{name} is connected again</strong>. Its waiting deliveries are being sent.",
  "reconnected.account":
    "<strong>{name} is connected again</strong>, to {account}. Its waiting deliveries are being sent.",
  "reconnected.done": "Done",
  "waiting.finish": "Waiting for you to finish at {name}",
  "waiting.open": "Waiting for you to open {name}",
  "waiting.hint":
    "Sign in to {name} in the window that has opened, and approve access. This page then continues automatically. If you closed the window, continue where you left off.",
  "waiting.hint.reloaded":
    "Sign in to {name} in the window that has opened, and approve access. This page then continues automatically. If you closed the window, start again: this page was reloaded in the meantime.",
  continue: "Continue",
  cancel: "Cancel",
  restart: "Start again",
  "blocked.note":
    "If you do not see a window, your browser has blocked it. Open it yourself; this page then continues automatically.",
  "blocked.open": "Open {name}",
  "blocked.copy": "Copy the link",
  "blocked.frame":
    "If the link does nothing either, the page around this one blocks new windows: copy the link and open it in another tab of this browser. If you build that page, its iframe needs <code>allow-popups allow-popups-to-escape-sandbox</code> in its sandbox attribute.",
  "confirm.title": "This is a different {name} account",
  "confirm.accounts":
    "The connection uses <strong>{hasBefore, select, yes {{before}} other {a different account}}</strong>. You have just signed in to <strong>{hasNow, select, yes {{now}} other {the account you chose}}</strong>.",
  "confirm.effect":
    "If you replace it, rules and the mapping stay as they are. Whatever they refer to, such as a list or a channel, must exist in the new account too.",
  "confirm.replace": "Replace",
  "confirm.keep": "Keep the current account",
  "ended.canceled": "Canceled. Nothing was changed.",
  "ended.expired": "The sign-in at {name} was not completed in time. Nothing was changed. Start again.",
  "ended.failed": "<strong>{name} was not connected.</strong> Nothing was changed.",
  "unfinished.note": "Connecting to {name} is not finished yet.",
  "unfinished.confirm": "{name} returned a different account than before. Please decide which one to use.",
} as const;
