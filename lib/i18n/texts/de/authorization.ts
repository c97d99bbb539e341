import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorization.ts";

export default {
  start: "{name} verbinden",
  "start.again": "Erneut versuchen",
  "start.hint":
    "{name} öffnet sich in einem neuen Fenster. Nur dort melden Sie sich an und erlauben den Zugriff, nie hier.",
  "allows.title": "Was Sie {name} erlauben sollen",
  "allows.hint": "Nur was Regeln dafür brauchen und was nötig ist, um Ihnen die Auswahl anzuzeigen:",
  "allows.action": "<strong>{action}</strong><soft>: {description}</soft>",
  "form.title": "Verbindung",
  reconnect: "{name} neu verbinden",
  "reconnect.hint":
    "Melden Sie sich mit dem Konto an, das bereits verbunden ist. Regeln und Zuordnung bleiben, wie sie sind.",
  "reconnect.hint.account":
    "Melden Sie sich als <strong>{account}</strong> an. Regeln und Zuordnung bleiben, wie sie sind.",
  "reconnect.unavailable": "{name} ist auf diesem Server derzeit nicht verfügbar. Wenden Sie sich an den Betreiber.",
  reconnected: "<strong>{name} ist wieder verbunden</strong>. Wartende Zustellungen werden jetzt gesendet.",
  "reconnected.account":
    "<strong>{name} ist wieder verbunden</strong>, mit {account}. Wartende Zustellungen werden jetzt gesendet.",
  "reconnected.done": "Fertig",
  "waiting.finish": "Schließen Sie die Anmeldung bei {name} ab",
  "waiting.open": "Öffnen Sie {name}, um fortzufahren",
  "waiting.hint":
    "Melden Sie sich im neuen Fenster bei {name} an und erlauben Sie den Zugriff. Danach geht es auf dieser Seite automatisch weiter. Wenn Sie das Fenster geschlossen haben, können Sie dort fortfahren, wo Sie aufgehört haben.",
  "waiting.hint.reloaded":
    "Melden Sie sich im neuen Fenster bei {name} an und erlauben Sie den Zugriff. Danach geht es auf dieser Seite automatisch weiter. Wenn Sie das Fenster geschlossen haben, beginnen Sie von vorn: Diese Seite wurde inzwischen neu geladen.",
  continue: "Fortfahren",
  cancel: "Abbrechen",
  restart: "Von vorn beginnen",
  "blocked.note":
    "Wenn Sie kein Fenster sehen, hat Ihr Browser es blockiert. Öffnen Sie es selbst; danach geht es auf dieser Seite automatisch weiter.",
  "blocked.open": "{name} öffnen",
  "blocked.copy": "Link kopieren",
  "blocked.frame":
    "Wenn auch der Link nichts bewirkt, blockiert die umgebende Seite neue Fenster: Kopieren Sie den Link und öffnen Sie ihn in einem anderen Tab dieses Browsers. Wenn Sie diese Seite entwickeln: Ihr iframe braucht <code>allow-popups allow-popups-to-escape-sandbox</code> im Attribut sandbox.",
  "confirm.title": "Das ist ein anderes {name}-Konto",
  "confirm.accounts":
    "Die Verbindung nutzt <strong>{hasBefore, select, yes {{before}} other {ein anderes Konto}}</strong>. Angemeldet haben Sie sich gerade mit <strong>{hasNow, select, yes {{now}} other {dem gewählten Konto}}</strong>.",
  "confirm.effect":
    "Wenn Sie es ersetzen, bleiben Regeln und Zuordnung, wie sie sind. Alles, worauf sie sich beziehen, etwa eine Liste oder ein Kanal, muss es auch im neuen Konto geben.",
  "confirm.replace": "Ersetzen",
  "confirm.keep": "Bisheriges Konto behalten",
  "ended.canceled": "Abgebrochen. Es wurde nichts geändert.",
  "ended.expired":
    "Die Anmeldung bei {name} wurde nicht rechtzeitig abgeschlossen. Es wurde nichts geändert. Beginnen Sie von vorn.",
  "ended.failed": "<strong>{name} wurde nicht verbunden.</strong> Es wurde nichts geändert.",
  "unfinished.note": "Die Verbindung mit {name} ist noch nicht abgeschlossen.",
  "unfinished.confirm":
    "{name} hat ein anderes Konto als bisher gemeldet. Bitte entscheiden Sie, welches verwendet werden soll.",
} satisfies TranslationOf<typeof en>;
