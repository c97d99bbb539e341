/** In the place of a list or form: that there is nothing yet, or that the role does not allow it. */
export default {
  "connections.title": "No connections yet",
  "connections.what":
    "A connection is a place where events are delivered: an account with one of these services, or a webhook URL.",
  "connections.connect": "Connect a destination",
  "connections.ask": "An administrator of your workspace can connect a destination.",

  "forbidden.connections.create": "Your role does not allow you to create connections",
  "forbidden.connections.edit": "Your role does not allow you to edit connections",
  "forbidden.rules.create": "Your role does not allow you to create rules",
  "forbidden.rules.edit": "Your role does not allow you to edit rules",
  "forbidden.mappings.view": "Your role does not allow you to view mappings",
  "forbidden.ask": "Ask an administrator of your workspace to do it, or to change your role.",
} as const;
