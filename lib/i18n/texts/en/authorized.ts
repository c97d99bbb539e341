export default {
  window: "Connecting an account",
  checking: "Checking the result…",

  "completed.title": "Connected to <bdi>{account}</bdi>",
  "completed.again": "<bdi>{account}</bdi> is connected again",
  "completed.text": "{provider} is ready to use, and the workspace is already up to date.",
  "confirming.title": "This is a different account",
  "confirming.text":
    "You chose {chosen, select, known {<bdi>{account}</bdi>} other {another account}}, but the connection belongs to {owner, select, known {<bdi>{previous}</bdi>} other {another account}}. Go back to the workspace to decide; until then, nothing changes.",
  "failed.title": "{provider} was not connected",
  "failed.text": "Go back to the workspace and start again.",
  "canceled.title": "This was canceled",
  "canceled.text": "It was canceled in the workspace. Go back to the workspace.",
  "expired.title": "This took too long",
  "expired.text": "The link was valid for one hour. Go back to the workspace and start again.",
  "unfinished.title": "This is not finished yet",
  "unfinished.text": "Go back to the workspace and continue there: it opens {provider} again.",
  "nothing.title": "There is nothing to finish here",
  "nothing.text": "Start again in the workspace.",

  warnings: "Some permissions were not granted:",
  close: "Close this window",
  "close.hint": "If it stays open, close it yourself.",
} as const;
