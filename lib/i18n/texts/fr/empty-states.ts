import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/empty-states.ts";

export default {
  "connections.title": "Aucune connexion pour le moment",
  "connections.what":
    "Une connexion est un endroit où les événements sont livrés : un compte auprès de l’un de ces services, ou une URL de webhook.",
  "connections.connect": "Connecter une destination",
  "connections.ask": "Un administrateur de votre espace de travail peut connecter une destination.",

  "forbidden.connections.create": "Votre rôle ne vous permet pas de créer des connexions",
  "forbidden.connections.edit": "Votre rôle ne vous permet pas de modifier des connexions",
  "forbidden.rules.create": "Votre rôle ne vous permet pas de créer des règles",
  "forbidden.rules.edit": "Votre rôle ne vous permet pas de modifier des règles",
  "forbidden.mappings.view": "Votre rôle ne vous permet pas de voir les correspondances",
  "forbidden.ask": "Demandez à un administrateur de votre espace de travail de s’en charger ou de modifier votre rôle.",
} satisfies TranslationOf<typeof en>;
