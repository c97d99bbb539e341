import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rule-form.ts";

export default {
  "title.new": "Nouvelle règle",
  "title.edit": "Modifier la règle",
  loading: "Chargement du formulaire",
  broken: "<strong>Les livraisons de cette règle ne peuvent pas aboutir.</strong> {problem}",

  event: "Quand cet événement se produit",
  "event.hint": "Le nom exact. Les noms déjà reçus sont proposés.",
  resource: "Sur cette ressource",
  "resource.hint": "Laissez vide pour n’importe quelle ressource",
  "resource.placeholder": "Toutes",
  id: "Avec cet ID",
  "id.hint": "Laissez vide pour n’importe quel ID",
  "id.placeholder": "Tous",
  "session.hint": "Défini par votre session",

  connection: "L’envoyer vers",
  "connection.fixed": "Une règle garde sa connexion. Pour une autre connexion, créez une autre règle.",
  "connection.option": "{name} ({destination})",
  "connection.inactive":
    "Cette connexion est inactive : les livraisons attendent qu’elle redevienne active, pendant 72 heures au plus.",
  action: "Et effectuer cette action",

  "account.items":
    "{items, select, campaigns {campagnes} channels {canaux} groups {groupes} labels {libellés} lists {listes} meetings {réunions} properties {propriétés} segments {segments} tags {tags} templates {modèles} webinars {webinaires} other {{items}}}",
  "account.id":
    "{noun, select, audience {ID de l’audience} campaign {ID de la campagne} channel {ID du canal} field {ID du champ} group {ID du groupe} label {ID du libellé} list {ID de la liste} meeting {ID de la réunion} property {ID de la propriété} segment {ID du segment} tag {ID du tag} template {ID du modèle} webinar {ID du webinaire} other {ID ({noun})}}",
  "account.loading": "Chargement des {items}",
  "account.unread": "Impossible de charger les {items}.",
  "account.unread.placeholder": "Impossible de charger les {items}",
  "account.search": "Rechercher dans les {items}",
  "account.empty": "Le compte connecté n’a pas encore de {items}.",
  "account.gone": "Votre choix n’existe plus dans le compte. Choisissez autre chose.",
  "account.gone.choice": "N’est plus dans le compte",
  "account.refresh": "Actualiser les {items}",
  "account.retry": "Réessayer",
  "account.list": "Choisir dans la liste",
  "account.manual": "Saisir l’ID",
  "account.option.search": "Rechercher",

  insert: "Insérer une valeur<hidden> dans {field}</hidden>",
  "insert.choose": "Choisir…",
  "preview.label": "Aperçu de {field}",
  "preview.event": "Avec l’événement reçu <time></time>",
  "preview.missing": "Absent du contenu de cet événement : {paths}",
  "preview.long": "Trop long pour être affiché",
  "preview.choose": "Pas d’aperçu : choisissez d’abord l’événement.",
  "preview.none": "Pas d’aperçu : aucun événement <name>{event}</name> n’a encore été reçu.",
  "preview.forbidden": "Pas d’aperçu : cette session n’est pas autorisée à lire le contenu des événements.",

  "problem.empty": "Ne peut pas être vide",
  "problem.choice": "Faites un choix",
  "problem.format": "Format non valide",
  "problem.resource": "Un ID de ressource doit être accompagné de sa ressource",
  "problem.connection": "Choisissez une connexion",
  "problem.action": "Choisissez une action",

  create: "Créer la règle",
  "create.failed": "La règle n’a pas été créée.",
  save: "Enregistrer la règle",
  "save.failed": "La règle n’a pas été enregistrée.",
  saving: "Enregistrement…",
  back: "Retour aux règles",
} satisfies TranslationOf<typeof en>;
