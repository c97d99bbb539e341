export default {
  skip: "Skip to the content",
  navigation: "Workspace",

  "page.dashboard": "Dashboard",
  "page.connections": "Connections",
  "page.newConnection": "New connection",
  "page.editConnection": "Edit connection",
  "page.mappings": "Connection mappings",
  "page.rules": "Rules",
  "page.newRule": "New rule",
  "page.editRule": "Edit rule",
  "page.events": "Events",
  "page.event": "Event",

  "waiting.host": "Waiting for the host page…",
  "waiting.session": "Loading the workspace…",
  "waiting.failed": "The workspace could not be opened",

  "session.reconnecting": "Reconnecting…",
  "session.expired":
    "<strong>Your session has ended.</strong> You can still read what is loaded, but it is no longer updated and nothing can be changed. To continue, reload the page that contains this workspace. You may have to sign in there again.",
  "session.revoked":
    "<strong>Your access to this workspace was ended.</strong> You can still read what is loaded, but it is no longer updated and nothing can be changed. To continue, reload the page that contains this workspace. You may have to sign in there again.",

  "parts.late": "Part of this page has not loaded yet. It is requested again until it has, and what you typed is kept.",
  "parts.outdated":
    "A newer version of this workspace is available. Copy anything that you have not saved, then reload. If the button does nothing, reload the page that contains this workspace.",
  "parts.reload": "Reload",

  "sandbox.forms":
    "Nothing can be saved here, because the page around this workspace blocks forms. Its iframe needs <code>allow-forms</code> in its sandbox attribute.",
  "sandbox.scripts":
    "This workspace needs scripts. If you build the page around it, its iframe needs <code>allow-scripts</code> and <code>allow-same-origin</code> in its sandbox attribute.",

  "missing.title": "This page does not exist",
  "missing.description": "Choose one of the pages above.",

  "error.page": "This page stopped working",
  "error.title": "Something went wrong",
  "error.text": "Trying again may help. If it does not, reload the page that contains this one.",
  "error.retry": "Try again",
} as const;
