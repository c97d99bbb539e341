import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/common.ts";

export default {
  "page.dashboard": "Tableau de bord",
  "page.connections": "Connexions",
  "page.rules": "Règles",
  "page.events": "Événements",

  "status.pending": "En attente",
  "status.processing": "En cours",
  "status.retrying": "Nouvelle tentative prévue",
  "status.completed": "Livré",
  "status.failed": "Échec",
  "status.canceled": "Annulé",
  "status.unmatched": "Aucune règle",

  "hours.label":
    "24 dernières heures : {delivered, number} livrés, {underway, number} en cours, {failed, number} en échec",

  "outcome.delivered": "Livré",
  "outcome.rejected_client_error": "La destination a refusé la requête",
  "outcome.rejected_server_error": "La destination a rencontré une erreur interne",
  "outcome.rate_limited": "La destination a demandé de ralentir les envois",
  "outcome.auth_failed": "La destination n’a pas accepté les identifiants",
  "outcome.timeout": "La destination n’a pas répondu à temps",
  "outcome.network_error": "La destination était injoignable",
  "outcome.mapping_error": "L’événement n’a pas pu être converti au format attendu par la destination",
  "outcome.internal_error": "Une erreur s’est produite de notre côté",
  "outcome.invalid_request": "La destination n’a pas pu exploiter la requête",
  "outcome.validation_failed": "La destination n’a pas accepté les données",
  "outcome.destination_not_found": "La destination n’a pas trouvé l’élément auquel l’envoi était destiné",
  "outcome.destination_conflict": "Les données entrent en conflit avec celles que la destination possède déjà",
  "outcome.destination_gone": "La destination indique que cet élément n’existe plus",
  "outcome.destination_timeout": "Le traitement par la destination a pris trop de temps",
  "outcome.payload_too_large": "L’événement est trop volumineux pour la destination",

  "problem.inactive": "La connexion est inactive",
  "trigger.scheduled": "Automatique",
  "trigger.manual": "Relancé à la main",
  "trigger.bulk": "Relancé en lot",

  "inactive.authentication_invalid.what":
    "La destination n’accepte plus les identifiants, ou indique que l’adresse n’existe plus.",
  "inactive.authentication_invalid.todo": "Vérifiez l’adresse et les identifiants, puis enregistrez la connexion.",
  "inactive.oauth_authorization_revoked.what": "L’accès a été révoqué dans le compte connecté.",
  "inactive.oauth_authorization_revoked.todo": "Reconnectez le compte.",
  "inactive.oauth_reauthorization_required.what": "Le compte connecté demande une nouvelle authentification.",
  "inactive.oauth_reauthorization_required.todo": "Reconnectez le compte.",
  "inactive.manually_inactivated.what":
    "La connexion a été mise en pause par une personne, ou son point de terminaison a répondu « 410 Gone ».",
  "inactive.manually_inactivated.todo": "Reprenez-la, ou enregistrez-la avec une autre URL.",

  "rule.when":
    "Quand <name>{event}</name> se produit {scope, select, resource {sur <name>{resource}</name> } id {sur <name>n’importe quelle ressource</name> / <name>{id}</name> } both {sur <name>{resource}</name> / <name>{id}</name> } other {}}<arrow>envoyer à</arrow>",

  "events.status": "Statut",
  "events.event": "Événement",
  "events.resource": "Ressource",
  "events.delivered": "Livrés",
  "events.delivered.share": "{delivered, number}/{total, number}<hidden> livrés</hidden>",
  "events.received": "Reçu",
  "event.copy-id": "Copier l’ID de l’événement",
  "payload.copy": "Copier le contenu",

  "loading.events": "Chargement des événements",
  "loading.latest-events": "Chargement des derniers événements",
  "loading.connections": "Chargement des connexions",
  "loading.rules": "Chargement des règles",

  "table.shown": "{count, number} premiers affichés",
  "table.more": "Charger la suite",
  "table.loading-more": "Chargement de la suite…",

  "error.title": "Le chargement a échoué",
  "error.network": "Le serveur est injoignable. Vérifiez votre connexion Internet et réessayez.",
  "error.invalid-response": "Le serveur a envoyé une réponse que cette page ne comprend pas.",
  "error.session-ended": "Votre session est terminée. Rechargez la page qui contient cet espace de travail.",
  "error.session-refused": "Votre session n’est plus acceptée. Rechargez la page qui contient cet espace de travail.",
  "error.forbidden": "Votre rôle ne le permet pas. Adressez-vous à un administrateur de votre espace de travail.",
  "error.not-found": "Cet élément n’existe plus, ou il appartient à un autre espace de travail.",
  "error.too-large": "C’est trop volumineux pour être envoyé.",
  "error.too-many-requests": "Trop de requêtes en peu de temps. Attendez quelques secondes, puis réessayez.",
  "error.server": "Une erreur s’est produite sur le serveur. Un nouvel essai peut suffire.",
  "error.unavailable": "Le service est momentanément indisponible. Réessayez dans un instant.",
  "error.unexpected": "Une erreur inattendue s’est produite sur cette page.",
  "error.request": "ID de la requête <code>{id}</code>",
  "action.retry": "Réessayer",
  stale:
    "Le dernier état n’a pas pu être chargé ; les informations affichées sont peut-être dépassées. Nouvel essai en cours.",

  "confirm.keep": "Conserver",
  "countdown.left": "dans {duration}",
  "countdown.over": "d’un instant à l’autre",

  "field.optional": "(facultatif)",
  "field.empty": "Ce champ ne doit pas être vide",
  "field.too-long": "{max, plural, one {# caractère} other {# caractères}} au maximum",

  "filter.any": "Tous",

  "combobox.show": "Afficher la liste ({what})",
  "combobox.searching": "Recherche d’autres éléments ({what})",
  "combobox.none": "Aucun élément ({what})",
  "combobox.no-match":
    "{count, plural, one {Aucun résultat ({what})} other {Aucun résultat parmi # éléments ({what})}}",
  "combobox.cut":
    "{shown, number} éléments affichés sur {total, number} ({what}). Saisissez du texte pour réduire la liste.",
  "combobox.count": "{count, plural, one {# élément} other {# éléments ({what})}}",

  "json.items": "{count, plural, one {# élément} other {# éléments}}",
  "json.keys": "{count, plural, one {# clé} other {# clés}}",
  "json.more": "Afficher {count, plural, one {# entrée de plus} other {# entrées de plus}}",
} satisfies TranslationOf<typeof en>;
