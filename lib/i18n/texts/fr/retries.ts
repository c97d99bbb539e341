import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/retries.ts";

export default {
  "preview.counting": "Comptage des livraisons",
  "preview.none": "Aucune livraison ne correspond à ce filtre.",
  "preview.all":
    "{count, plural, one {# livraison peut être réessayée.} other {# livraisons peuvent être réessayées.}}",
  "preview.some":
    "{retryable, plural, one {# livraison sur {matching, number} peut être réessayée.} other {# livraisons sur {matching, number} peuvent être réessayées.}}",
  "preview.none-retryable":
    "{count, plural, one {# livraison, qui ne peut pas être réessayée pour l’instant.} other {# livraisons, dont aucune ne peut être réessayée pour l’instant.}}",
  "preview.more-than":
    "{count, plural, one {Plus de # livraison ; le comptage s’est arrêté là.} other {Plus de # livraisons ; le comptage s’est arrêté là.}}",
  "preview.uncounted":
    "Il y en a trop pour les compter à l’avance. Les livraisons concernées sont recherchées au fur et à mesure.",
  "preview.effect":
    "Chacune reprend depuis le début son calendrier complet de tentatives. Les livraisons déjà réussies, ou qui échouent à partir de maintenant, ne sont pas concernées.",
  "preview.running": "Une relance groupée est en cours dans cet espace de travail.",
  "preview.running.show": "Afficher",

  "filter.label": "Ce qui est réessayé",
  "filter.failed": "Livraisons en échec",
  "filter.canceled": "Livraisons annulées",
  "filter.status":
    "d’événements dont le statut est « {status, select, pending {en attente} processing {en cours} retrying {nouvelle tentative prévue} completed {livré} failed {échec} canceled {annulé} other {{status}}} »",
  "filter.id": "de l’événement {id}",
  "filter.event-ids": "{count, plural, one {de # événement choisi} other {de # événements choisis}}",
  "filter.event": "du type d’événement {event}",
  "filter.resource": "de la ressource {resource}",
  "filter.resource-id": "de l’ID de ressource {id}",
  "filter.connection": "vers la connexion {connection}",
  "filter.rule": "par la règle {rule}",
  "filter.problem": "dans le problème {problem}",
  "filter.outcome": "dont la dernière tentative s’est terminée ainsi : {outcome}",
  "filter.created-after": "d’événements reçus à partir du {time}",
  "filter.created-before": "d’événements reçus avant le {time}",

  "skipped.title": "{count, plural, one {# livraison ignorée :} other {# livraisons ignorées :}}",
  "skipped.rule_deleted": "{count, number} car la règle a été supprimée",
  "skipped.connection_deleted": "{count, number} car la connexion a été supprimée",
  "skipped.rule_inactive": "{count, number} car la règle est en pause",
  "skipped.connection_inactive": "{count, number} car la connexion est inactive",
  "skipped.status_changed":
    "{count, plural, one {# car elle a déjà été réessayée autrement} other {# car elles ont déjà été réessayées autrement}}",

  "start.count": "{count, plural, one {Réessayer # livraison} other {Réessayer # livraisons}}",
  "start.all": "Tout réessayer maintenant",
  "start.not-now": "Pas maintenant",
  "start.refused": "Non lancée : une autre relance groupée est déjà en cours dans cet espace de travail.",

  "progress.label": "Livraisons réessayées",
  "progress.counted":
    "{retried, plural, one {# livraison sur {matching, number} réessayée…} other {# livraisons sur {matching, number} réessayées…}}",
  "progress.uncounted": "{count, plural, one {# livraison réessayée…} other {# livraisons réessayées…}}",
  "progress.completed":
    "{count, plural, one {Terminé. # livraison réessayée.} other {Terminé. # livraisons réessayées.}}",
  "progress.canceled": "{count, plural, one {Arrêté après # livraison.} other {Arrêté après # livraisons.}}",
  "progress.stop": "Arrêter",
  "progress.stop.refused": "Non arrêtée : la relance était déjà terminée.",

  "outcome.sentence": "Parmi elles : {parts}.",
  "outcome.completed": "{count, plural, one {# livrée} other {# livrées}}",
  "outcome.in-progress": "{count, number} en cours",
  "outcome.retrying": "{count, number} en attente d’une nouvelle tentative",
  "outcome.failed": "{count, number} de nouveau en échec",
  "outcome.canceled": "{count, plural, one {# annulée} other {# annulées}}",
} satisfies TranslationOf<typeof en>;
