import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/dashboard.ts";

export default {
  title: "Tableau de bord",
  description: "Ce qui demande votre attention et les dernières 24 heures.",
  loading: "Chargement du tableau de bord",

  "attention.title": "Points d’attention",
  "attention.connections": "{count, plural, one {# connexion} other {# connexions}}",
  "attention.rules": "{count, plural, one {# règle} other {# règles}}",
  "attention.none":
    "<strong>Rien ne demande votre attention.</strong> <soft>Toutes les connexions sont actives et rien n’a échoué au cours des dernières 24 heures.</soft>",
  "attention.inactive": "<strong>Connexion inactive.</strong> {what} {todo}",
  "attention.inactiveWaiting":
    "<strong>Connexion inactive.</strong> {what} {todo} Les livraisons en attente partiront dès qu’elle sera de nouveau active.",
  "attention.failed":
    "Dernières 24 heures : {failed, plural, one {# livraison en échec} other {# livraisons en échec}}",
  "attention.retrying":
    "Dernières 24 heures : nouvelle tentative prévue pour {retrying, plural, one {# livraison} other {# livraisons}}",
  "attention.failedAndRetrying":
    "Dernières 24 heures : {failed, plural, one {# livraison en échec} other {# livraisons en échec}}, nouvelle tentative prévue pour {retrying, plural, one {# autre} other {# autres}}",
  "attention.lastError": "Dernière erreur : <bdi>{error}</bdi>",
  "attention.failedEvents": "Voir les événements en échec",
  "attention.retryingEvents": "Voir les événements à réessayer",
  "attention.reconnect": "Reconnecter",
  "attention.fixConnection": "Réparer la connexion",
  "attention.editConnection": "Modifier la connexion",
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

  "metrics.title": "Dernières 24 heures",
  "metrics.events": "Événements",
  "metrics.delivered": "Livrés",
  "metrics.failed": "Échecs",
  "metrics.retrying": "Nouvelle tentative prévue",
  "metrics.loading": "chargement",
  "metrics.before": "{share} la veille",
  "metrics.nothingBefore": "aucune donnée antérieure à comparer",
  "metrics.more": "{count, number} de plus que la veille",
  "metrics.fewer": "{count, number} de moins que la veille",
  "metrics.same": "comme la veille",

  "latest.title": "Derniers événements",
  "latest.all": "Tous les événements",
  "latest.none.title": "Aucun événement pour le moment",
  "latest.none.text": "Les événements apparaissent ici dès la réception du premier.",
} satisfies TranslationOf<typeof en>;
