import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rules.ts";

export default {
  title: "Règles",
  description: "Quels événements vont vers quelle connexion. Une règle prend effet immédiatement.",
  new: "Nouvelle règle",
  "empty.title": "Aucune règle pour l’instant",
  "empty.text": "Sans règle, les événements sont reçus et conservés, mais pas livrés.",
  "empty.text.ask":
    "Sans règle, les événements sont reçus et conservés, mais pas livrés. Un administrateur de votre espace de travail peut en créer une.",
  "empty.create": "Créer une règle",
  "column.rule": "Règle",
  "column.state": "État",
  "column.created": "Création",
  "column.actions": "Actions",
  "state.active": "Active",
  "state.paused": "En pause",
  "state.broken": "En erreur",
  "state.connection-inactive": "Connexion inactive",
  edit: "Modifier",
  "edit.label": "Modifier la règle pour {event}",
  pause: "Mettre en pause",
  "pause.label": "Mettre en pause la règle pour {event}",
  "pause.question": "Mettre cette règle en pause ?",
  "pause.effect":
    "Elle ne livrera pas les nouveaux événements, même plus tard. Les livraisons qui existent déjà se poursuivent.",
  "pause.confirm": "Mettre en pause",
  "pause.cancel": "Laisser active",
  resume: "Reprendre",
  "resume.label": "Reprendre la règle pour {event}",
  "resume.question": "Reprendre cette règle ?",
  "resume.effect":
    "Elle s’applique dès maintenant aux nouveaux événements. Elle ne livrera pas ceux qui ont été reçus pendant la pause.",
  "resume.confirm": "Reprendre la règle",
  "resume.cancel": "Laisser en pause",
  delete: "Supprimer",
  "delete.label": "Supprimer la règle pour {event}",
  "delete.question": "Supprimer cette règle ?",
  "delete.effect": "Elle ne livrera plus les nouveaux événements. Les événements déjà reçus sont conservés.",
  "delete.confirm": "Supprimer la règle",
} satisfies TranslationOf<typeof en>;
