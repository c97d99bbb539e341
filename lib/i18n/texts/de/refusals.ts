import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/refusals.ts";

export default {
  "retry.409": "Nicht erneut versucht: Diese Zustellung ist schon gelungen.",
  "retry.422": "Nicht erneut versucht: Die Regel oder ihre Verbindung gibt es nicht mehr, oder sie ist inaktiv.",
  "retry.425": "Nicht erneut versucht: Ein Versuch läuft schon oder beginnt gleich.",
  "cancel.409": "Nicht abgebrochen: Diese Zustellung ist schon beendet.",
  "cancel-event.409": "Nicht abgebrochen: Alle Zustellungen dieses Ereignisses sind schon beendet.",
} satisfies TranslationOf<typeof en>;
