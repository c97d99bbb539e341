import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/timeline.ts";

export default {
  title: "Zeitachse",
  compressed: "Lange Wartezeiten sind verkürzt dargestellt.",
  attempt: "Versuch {number, number} um {time}: {outcome}, {duration}",

  "wait.first": "Begann {duration} nach dem Empfang des Ereignisses",
  "wait.schedule": "Planmäßig {duration} gewartet",
  "wait.retry-after": "{duration} gewartet, wie vom Ziel verlangt",
  "wait.manual": "Nach {duration} manuell erneut versucht",
  "wait.bulk": "Nach {duration} gesammelt erneut versucht",

  "next.schedule": "Wird <countdown>in 4 s</countdown> planmäßig erneut versucht.",
  "next.retry-after": "Wird <countdown>in 4 s</countdown> erneut versucht: Das Ziel verlangt {duration} Wartezeit.",
  "next.queue":
    "{ahead, plural, =0 {Als Nächstes bei ihrer Verbindung an der Reihe.} one {# Zustellung ist vorher an der Reihe.} other {# Zustellungen sind vorher an der Reihe.}}",
  "next.queue-many": "Mindestens {ahead, number} Zustellungen sind vorher an der Reihe.",
  "next.expected": "Beim Tempo des Ziels etwa um {time}.",
} satisfies TranslationOf<typeof en>;
