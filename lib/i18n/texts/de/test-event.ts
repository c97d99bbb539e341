import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/test-event.ts";

export default {
  close: "Schließen",
  intro: "Es wird wie jedes andere Ereignis behandelt: Zutreffende Regeln stellen es tatsächlich zu.",
  "field.event": "Ereignis",
  "field.resource": "Ressource",
  "field.resource-id": "Ressourcen-ID",
  "field.resource-id.none": "Keine",
  "field.bound": "Durch Ihre Sitzung festgelegt",
  "field.payload": "Inhalt",
  "field.payload.hint": "Ein JSON-Objekt, höchstens {size}",
  "field.payload.too-large": "Höchstens {size}",
  "field.payload.not-object": "Muss ein JSON-Objekt sein",
  "field.payload.not-json": "Kein gültiges JSON: {reason}",
  send: "Ereignis senden",
  sending: "Wird gesendet…",
  failed: "Das Ereignis wurde nicht gesendet.",
  received: "<name>{event}</name> wurde empfangen. <link>Ereignis ansehen</link>",
} satisfies TranslationOf<typeof en>;
