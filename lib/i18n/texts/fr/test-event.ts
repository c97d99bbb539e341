import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/test-event.ts";

export default {
  close: "Fermer",
  intro: "Il est traité comme tout autre événement : les règles qui lui correspondent le livrent réellement.",
  "field.event": "Événement",
  "field.resource": "Ressource",
  "field.resource-id": "ID de ressource",
  "field.resource-id.none": "Aucun",
  "field.bound": "Défini par votre session",
  "field.payload": "Contenu",
  "field.payload.hint": "Un objet JSON de {size} au maximum",
  "field.payload.too-large": "{size} au maximum",
  "field.payload.not-object": "Doit être un objet JSON",
  "field.payload.not-json": "JSON non valide : {reason}",
  send: "Envoyer l’événement",
  sending: "Envoi en cours…",
  failed: "L’événement n’a pas été envoyé.",
  received: "<name>{event}</name> a été reçu. <link>Voir l’événement</link>",
} satisfies TranslationOf<typeof en>;
