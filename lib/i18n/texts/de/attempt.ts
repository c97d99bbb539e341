import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/attempt.ts";

export default {
  "progress.not_sent": "Sicher nicht gesendet: Beim Ziel kam nichts von dieser Anfrage an.",
  "progress.sent": "Gesendet, aber nicht beantwortet: Das Ziel kann die Anfrage ausgeführt haben.",
  "progress.answered": "Gesendet und beantwortet.",

  "timing.label": "Wofür die Zeit gebraucht wurde",
  "timing.dns": "DNS",
  "timing.connect": "Verbindungsaufbau",
  "timing.tls": "TLS",
  "timing.first-byte": "Erstes Byte",
  "timing.rest": "Übrige Zeit",
  "timing.total": "Gesamt",
  "timing.reused": "Eine offene Verbindung wurde genutzt, daher war weder DNS noch Verbindungsaufbau nötig.",
  "timing.last": "Der Versuch dauerte insgesamt {duration}; dies ist seine letzte Anfrage.",

  "details.failed": "Die Details konnten nicht geladen werden",
  "details.no-request": "Dieser Versuch hat keine Anfrage gestellt, daher gibt es nichts zu zeigen.",
  "details.not-kept": "Anfrage und Antwort dieses Versuchs wurden nicht aufbewahrt.",
} satisfies TranslationOf<typeof en>;
