/** The deliveries of an event on one time axis, and why each attempt was made when it was. */
export default {
  title: "Timeline",
  compressed: "Long waits are drawn shorter.",
  attempt: "Attempt {number, number} at {time}: {outcome}, {duration}",

  "wait.first": "Began {duration} after the event was received",
  "wait.schedule": "Waited {duration}, as scheduled",
  "wait.retry-after": "Waited {duration}, as the destination had asked",
  "wait.manual": "Retried by hand after {duration}",
  "wait.bulk": "Retried in bulk after {duration}",

  "next.schedule": "Will be tried again <countdown>in 4 s</countdown>, as scheduled.",
  "next.retry-after": "Will be tried again <countdown>in 4 s</countdown>: the destination asked to wait {duration}.",
  "next.queue":
    "{ahead, plural, =0 {Next in line for its connection.} one {# delivery comes before it.} other {# deliveries come before it.}}",
  "next.queue-many": "At least {ahead, number} deliveries come before it.",
  "next.expected": "At the destination’s pace, it is due about {time}.",
} as const;
