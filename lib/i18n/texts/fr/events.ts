import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/events.ts";

export default {
  title: "Événements",
  description: "Ce qui a été reçu, et où cela a été livré.",

  "test.open": "Envoyer un événement test",
  "test.title": "Envoyer un événement test",

  "filter.label": "Filtrer les événements",
  "filter.status": "Statut",
  "filter.status.delivery": "Statut de la livraison",
  "filter.status.any": "Tous",
  "filter.event": "Événement",
  "filter.resource": "Ressource",
  "filter.resource-id": "ID de ressource",
  "filter.received": "Reçu",
  "filter.received.any": "À tout moment",
  "filter.received.1h": "Dernière heure",
  "filter.received.24h": "Dernières 24 heures",
  "filter.received.7d": "7 derniers jours",
  "filter.received.30d": "30 derniers jours",
  "filter.connection": "Connexion",
  "filter.connection.any": "Toutes",
  "filter.event-id": "ID d’événement",

  "retry-all.open": "Tout réessayer…",
  "retry-all.title": "Tout réessayer",
  "retry-all.close": "Fermer",

  "list.caption": "Événements",
  "list.new": "{count, plural, one {# nouvel événement} many {# de nouveaux événements} other {# nouveaux événements}}",
  "list.more-failed": "Impossible de charger d’autres événements.",

  "empty.title": "Aucun événement pour l’instant",
  "empty.text":
    "Les événements de votre produit apparaissent ici en quelques secondes, avec chacune de leurs livraisons.",
  "empty-filtered.title": "Aucun événement ne correspond à ces filtres",
  "empty-filtered.text":
    "Les noms d’événement, les ressources et les ID doivent correspondre exactement, majuscules comprises.",
  "empty-filtered.clear": "Effacer les filtres",
} satisfies TranslationOf<typeof en>;
