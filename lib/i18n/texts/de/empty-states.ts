import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/empty-states.ts";

export default {
  "connections.title": "Noch keine Verbindungen",
  "connections.what":
    "Eine Verbindung ist ein Ort, an den Ereignisse zugestellt werden: ein Konto bei einem dieser Dienste oder eine Webhook-URL.",
  "connections.connect": "Ziel verbinden",
  "connections.ask": "Die Administration Ihres Arbeitsbereichs kann ein Ziel verbinden.",

  "forbidden.connections.create": "Ihre Rolle erlaubt es nicht, Verbindungen anzulegen",
  "forbidden.connections.edit": "Ihre Rolle erlaubt es nicht, Verbindungen zu bearbeiten",
  "forbidden.rules.create": "Ihre Rolle erlaubt es nicht, Regeln anzulegen",
  "forbidden.rules.edit": "Ihre Rolle erlaubt es nicht, Regeln zu bearbeiten",
  "forbidden.mappings.view": "Ihre Rolle erlaubt es nicht, Zuordnungen anzusehen",
  "forbidden.ask": "Bitten Sie die Administration Ihres Arbeitsbereichs, das zu erledigen oder Ihre Rolle zu ändern.",
} satisfies TranslationOf<typeof en>;
