import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/delete-connection.ts";

export default {
  question: "„{name}“ löschen?",
  effect:
    "Es wird nichts mehr dorthin zugestellt, wartende Zustellungen werden abgebrochen. Das lässt sich nicht rückgängig machen.",
  waiting:
    "{count, plural, one {# Ereignis dafür wartet noch oder wird erneut versucht.} other {# Ereignisse dafür warten noch oder werden erneut versucht.}}",
  "waiting.more":
    "{count, plural, one {Mehr als # Ereignis dafür wartet noch oder wird erneut versucht.} other {Mehr als # Ereignisse dafür warten noch oder werden erneut versucht.}}",
  rules: "{count, plural, one {# Regel wird mit gelöscht:} other {# Regeln werden mit gelöscht:}}",
  "rules.more": "{count, plural, one {und # weitere Regel} other {und # weitere Regeln}}",
  "rules.failed": "Die Regeln, die sie verwenden, konnten nicht geladen werden.",
  confirm: "Verbindung löschen",
  "confirm.rules": "{count, plural, one {Verbindung und # Regel löschen} other {Verbindung und # Regeln löschen}}",
  "disconnect.question": "„{name}“ trennen?",
  "disconnect.access": "Der Zugriff auf das {name}-Konto wird widerrufen.",
  "disconnect.confirm": "Trennen",
  "disconnect.confirm.rules": "{count, plural, one {Trennen und # Regel löschen} other {Trennen und # Regeln löschen}}",
  "done.revoked": "{name} wurde getrennt und der Zugriff widerrufen.",
  "done.kept":
    "{name} wurde getrennt. Der Zugriff bleibt bestehen, weil eine andere Verbindung dasselbe Konto nutzen könnte.",
  "done.failed":
    "{name} wurde hier getrennt, konnte aber nicht benachrichtigt werden. Um den Zugriff zu widerrufen, entfernen Sie die App auch in den Einstellungen von {name}.",
  "done.unsupported":
    "{name} wurde hier getrennt, bietet aber keine Möglichkeit, den Zugriff zu widerrufen. Entfernen Sie dazu die App in den Einstellungen von {name}.",
  "done.close": "Schließen",
} satisfies TranslationOf<typeof en>;
