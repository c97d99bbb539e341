import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/event.ts";

export default {
  title: "Événement",
  loading: "Chargement de l’événement",
  failed: "Impossible de charger cet événement",

  "summary.label": "Résumé",
  "summary.sentence": "{parts}.",
  "summary.none": "Aucune règle ne correspondait : rien n’a été envoyé.",
  "summary.done":
    "{done, plural, one {# livraison sur {total, number} effectuée} other {# livraisons sur {total, number} effectuées}}",
  "summary.processing": "{count, number} en cours",
  "summary.pending": "{count, number} sur le point de commencer",
  "summary.retrying": "{count, number} en attente d’une nouvelle tentative",
  "summary.failed": "{count, number} en échec",
  "summary.canceled": "{count, plural, one {# annulée} other {# annulées}}",

  "fact.id": "ID",
  "fact.resource": "Ressource",
  "fact.received": "Reçu",
  "fact.sender": "Envoyé par",

  "cancel-event.open": "Annuler l’événement",
  "cancel-event.question":
    "{count, plural, one {Annuler # livraison en cours de cet événement ?} other {Annuler # livraisons en cours de cet événement ?}}",
  "cancel-event.text":
    "Plus aucune tentative ne sera faite, pour aucune connexion. Les requêtes déjà en cours iront à leur terme. Chaque livraison pourra être réessayée plus tard.",
  "cancel-event.confirm": "{count, plural, one {Annuler la livraison} other {Annuler les livraisons}}",
  "cancel-event.keep": "Continuer les tentatives",
  "cancel-event.done": "Plus aucune tentative ne sera faite. Les requêtes en cours iront à leur terme.",

  "journey.title": "Parcours",
  "journey.received": "Reçu",
  "journey.matched": "{count, plural, one {# règle correspondante} other {# règles correspondantes}}",
  "journey.no-rule": "Aucune règle correspondante",
  "journey.no-rule.text":
    "Lors de sa réception, il n’y avait aucune règle active pour <name>{event}</name> sur <name>{resource}</name>. L’événement est conservé, mais les règles créées par la suite ne s’y appliquent pas. Renvoyez-le dès qu’il y en a une. <link>Créer une règle pour cet événement</link>",

  "delivery.pending": "En attente de la première tentative.",
  "delivery.processing": "Une tentative est en cours.",
  "delivery.retrying": "{count, plural, one {Non livré après # tentative.} other {Non livré après # tentatives.}}",
  "delivery.completed": "{count, plural, one {Livré après # tentative.} other {Livré après # tentatives.}}",
  "delivery.failed": "{count, plural, one {Abandon après # tentative.} other {Abandon après # tentatives.}}",
  "delivery.canceled":
    "{count, plural, one {Annulé après # tentative ; plus aucune tentative ne sera faite.} other {Annulé après # tentatives ; plus aucune tentative ne sera faite.}}",
  "delivery.canceled-unattempted": "Annulé avant la première tentative.",
  "delivery.waiting": "En attente, car la connexion est inactive.",
  "delivery.next": "Prochaine tentative <countdown>dans 4 s</countdown>.",
  "delivery.connection-deleted": "La connexion a été supprimée : la livraison n’est plus possible.",
  "delivery.rule-deleted": "La règle a été supprimée ; cette livraison est conservée pour mémoire.",
  "delivery.waiting.text":
    "La livraison aura lieu dès que la connexion sera de nouveau active. Au bout de 72 heures, elle échoue. <link>Réparer la connexion</link>",

  "retry.now": "Réessayer maintenant",
  "retry.queued": "Nouvelle tentative en file d’attente. Le résultat s’affichera ci-dessous.",
  "retry.blocked.connection_deleted": "La connexion a été supprimée",
  "retry.blocked.rule_deleted": "La règle a été supprimée",
  "retry.blocked.connection_inactive": "La connexion est inactive",

  "cancel.open": "Annuler",
  "cancel.question": "Annuler la livraison vers « <name>{connection}</name> » ?",
  "cancel.text":
    "Plus aucune tentative ne sera faite. Une requête déjà en cours ira à son terme. Vous pourrez réessayer plus tard.",
  "cancel.confirm": "Annuler cette livraison",
  "cancel.keep": "Continuer les tentatives",

  "attempts.label": "Tentatives, les plus récentes d’abord",
  "attempts.failed": "Impossible de charger les tentatives",
  "attempts.none": "Aucune tentative n’a été faite.",
  "attempts.none-yet": "Aucune tentative n’a encore été faite.",
  "attempt.number": "#{number, number}",
  "attempt.field": "Champ {field} : {message}",
  "attempt.no-answer": "aucune réponse",
  "attempt.details": "Détails",
  "attempt.details.label": "Détails de la tentative {number, number}",

  "payload.title": "Contenu",
  "payload.failed": "Impossible de charger le contenu",
  "payload.withheld.member": "Seuls les administrateurs et les propriétaires peuvent voir le contenu des événements.",
  "payload.withheld.session": "Cette session n’est pas autorisée à lire le contenu des événements.",
} satisfies TranslationOf<typeof en>;
