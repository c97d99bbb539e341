import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "Tableau de bord",
  description: "Ce qui demande votre attention, et l’état des livraisons.",
  loading: "Chargement du tableau de bord",

  "attention.title": "Points d’attention",
  "attention.connections": "{count, plural, one {# connexion} other {# connexions}}",
  "attention.rules": "{count, plural, one {# règle} other {# règles}}",
  "attention.none":
    "<strong>Rien ne demande votre attention.</strong> <soft>Toutes les connexions sont actives et rien n’a échoué {range, select, hour {au cours de la dernière heure} day {au cours des dernières 24 heures} week {au cours des 7 derniers jours} month {au cours des 30 derniers jours} other {au cours de la période choisie}}.</soft>",
  "attention.inactive": "<strong>Connexion inactive.</strong> {what} {todo}",
  "attention.inactiveWaiting":
    "<strong>Connexion inactive.</strong> {what} {todo} Les livraisons en attente partiront dès qu’elle sera de nouveau active.",
  "attention.failed":
    "{range, select, hour {Dernière heure} day {Dernières 24 heures} week {7 derniers jours} month {30 derniers jours} other {période choisie}} : {failed, plural, one {# livraison en échec} other {# livraisons en échec}}",
  "attention.retrying":
    "{range, select, hour {Dernière heure} day {Dernières 24 heures} week {7 derniers jours} month {30 derniers jours} other {période choisie}} : nouvelle tentative prévue pour {retrying, plural, one {# livraison} other {# livraisons}}",
  "attention.failedAndRetrying":
    "{range, select, hour {Dernière heure} day {Dernières 24 heures} week {7 derniers jours} month {30 derniers jours} other {période choisie}} : {failed, plural, one {# livraison en échec} other {# livraisons en échec}}, nouvelle tentative prévue pour {retrying, plural, one {# autre} other {# autres}}",
  "attention.lastError": "Dernière erreur : <bdi>{error}</bdi>",
  "attention.failedEvents": "Voir les événements en échec",
  "attention.retryingEvents": "Voir les événements à réessayer",
  "attention.reconnect": "Reconnecter",
  "attention.fixConnection": "Réparer la connexion",
  "attention.brokenRule": "La règle pour <bdi>{event}</bdi>",
  "attention.brokenRule.text":
    "<strong>Règle défaillante.</strong> Elle renvoie à un élément qui n’existe plus : toutes ses livraisons échouent. Modifiez-la ou supprimez-la.",
  "attention.fixRule": "Réparer la règle",

  "setup.title": "Configurer la livraison",
  "setup.progress": "Étapes terminées : {done, number} sur {total, number}",
  "setup.done": "(terminé)",
  "setup.open": "(à faire)",
  "setup.administrator": "À faire par un administrateur",
  "setup.connect.title": "Connecter une destination",
  "setup.connect.text": "Choisissez où livrer les événements, par exemple vers une URL de webhook.",
  "setup.connect.action": "Connecter",
  "setup.rule.title": "Créer une règle",
  "setup.rule.text": "Choisissez quels événements vont vers quelle destination.",
  "setup.rule.action": "Créer une règle",
  "setup.test.title": "Envoyer un événement de test",
  "setup.test.text": "Suivez un événement de son arrivée à sa livraison.",
  "setup.test.action": "Envoyer un événement de test",

  "metrics.title":
    "{range, select, hour {Dernière heure} day {Dernières 24 heures} week {7 derniers jours} month {30 derniers jours} other {Période choisie}}",
  "metrics.events": "Événements",
  "metrics.delivered": "Livrés",
  "metrics.failed": "Échecs",
  "metrics.retrying": "Nouvelle tentative prévue",
  "metrics.loading": "chargement",
  "metrics.before":
    "{share} {range, select, hour {l’heure précédente} day {la veille} week {les 7 jours précédents} month {les 30 jours précédents} other {la période précédente}}",
  "metrics.nothingBefore": "aucune donnée antérieure à comparer",
  "metrics.notKept": "Les chiffres de la période précédente ne sont plus conservés.",
  "metrics.more":
    "{count, number} de plus que {range, select, hour {l’heure précédente} day {la veille} week {les 7 jours précédents} month {les 30 jours précédents} other {la période précédente}}",
  "metrics.fewer":
    "{count, number} de moins que {range, select, hour {l’heure précédente} day {la veille} week {les 7 jours précédents} month {les 30 jours précédents} other {la période précédente}}",
  "metrics.same":
    "comme {range, select, hour {l’heure précédente} day {la veille} week {les 7 jours précédents} month {les 30 jours précédents} other {la période précédente}}",

  "range.label": "Période",
  "range.1h": "1 heure",
  "range.24h": "24 heures",
  "range.7d": "7 jours",
  "range.30d": "30 jours",
  "range.own": "Autre…",
  "activity.title": "Événements dans le temps",
  "activity.none": "Aucun événement pendant cette période.",
  "activity.delivered": "Livrés",
  "activity.underway": "En cours",
  "activity.failed": "Échecs",
  "activity.canceled": "Annulés",
  "activity.unmatched": "Aucune règle",
  "activity.total": "Tous",
  "activity.from": "À partir de",
  "activity.table": "Afficher sous forme de tableau",
  "activity.bar": "{time} : {parts}",
  "activity.part.delivered": "{count, plural, one {# livré} other {# livrés}}",
  "activity.part.underway": "{count, number} en cours",
  "activity.part.failed": "{count, number} en échec",
  "activity.part.canceled": "{count, plural, one {# annulé} other {# annulés}}",
  "activity.part.unmatched": "{count, number} sans règle",
  "activity.latency": "La moitié des livraisons sont arrivées en {median}, 95 % en {most}.",
  "pipeline.title": "De l’événement à la livraison",
  "pipeline.received": "Reçus",
  "pipeline.matched": "Correspondant à une règle",
  "pipeline.unmatched":
    "{count, plural, one {# événement ne correspondait à aucune règle} other {# événements ne correspondaient à aucune règle}}",
  "pipeline.failed": "{count, plural, one {# événement a échoué} other {# événements ont échoué}}",
  "pipeline.canceled": "{count, plural, one {# événement a été annulé} other {# événements ont été annulés}}",
  "pipeline.underway": "{count, plural, one {# événement est en cours} other {# événements sont en cours}}",
  "pipeline.newest": "Parmi les {count, number} plus récents :",
  "pipeline.others": "Autres : {count, number}",
  "by-connection.title": "Par connexion",
  "by-connection.connection": "Connexion",
  "by-connection.deliveries": "Livraisons",
  "by-connection.delivered": "Livrées",
  "by-connection.failed": "Échecs",
  "by-connection.retrying": "À réessayer",
  "by-connection.latency": "95 % en",
  "by-connection.deleted": "(supprimée)",

  "latest.title": "Derniers événements",
  "latest.all": "Tous les événements",
  "latest.none.title": "Aucun événement pour le moment",
  "latest.none.text": "Les événements apparaissent ici dès la réception du premier.",
} satisfies TranslationOf<typeof en>;
