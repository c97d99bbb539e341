import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connection-form.ts";

export default {
  loading: "Chargement du formulaire",
  "section.account": "Compte",
  "section.destination": "Destination",
  "section.authentication": "Authentification",
  "section.signature": "Signature du corps",
  "name.label": "Nom",
  "name.hint": "Le nom affiché dans les règles et les événements",
  "name.hint.optional":
    "Le nom affiché dans les règles et les événements. Laissez vide pour utiliser le nom du compte.",
  "name.example": "Webhook CRM",
  "field.unusual": "{usual}. La valeur sera utilisée telle quelle.",
  "field.kept": "Laissez vide pour conserver la valeur actuelle",
  "field.moved": "L’adresse a changé, la valeur actuelle n’est donc pas utilisée. Saisissez-la de nouveau.",
  "field.moved.host":
    "L’adresse est sur un autre hôte, la valeur actuelle n’est donc pas utilisée. Saisissez-la de nouveau.",
  "headers.title": "En-têtes personnalisés",
  "headers.hint":
    "Envoyés avec chaque requête, {max, number} au maximum. La valeur d’un en-tête dont le nom évoque un secret (key, token) n’est plus affichée ensuite.",
  "headers.name": "Nom {row, number}",
  "headers.value": "Valeur {row, number}",
  "headers.remove": "Supprimer l’en-tête {row, number}",
  "headers.add": "Ajouter un en-tête",
  "headers.full": "Le maximum est atteint.",
  "problem.required": "Obligatoire",
  "problem.format": "Format incorrect",
  "problem.long": "{max, number} caractères au maximum",
  "problem.url": "Une URL complète qui commence par https://",
  "problem.url.protocol": "L’URL doit commencer par https://",
  "problem.header": "Un nom d’en-tête tel que X-Source",
  "problem.header.twice": "Cet en-tête figure deux fois",
  "test.label": "Envoyer une requête de test à l’enregistrement",
  "test.hint":
    "Un exemple d’événement, signalé par X-Meshes-Test: true. Seule une réponse de 200 à 299 est considérée comme un succès.",
  "save.testing": "Envoi d’une requête de test…",
  "save.checking": "Vérification auprès de {name}…",
  "save.saving": "Enregistrement…",
  "save.back": "Retour aux connexions",
  "save.failed": "Rien n’a été enregistré.",
  "save.failed.fields": "Rien n’a été enregistré. Corrigez les champs signalés.",
  "save.failed.test":
    "<strong>Rien n’a été enregistré :</strong> la requête de test a échoué. La raison est indiquée plus haut, sous l’URL.",
  "save.untested": "Enregistrer sans tester",
  "warning.missing_scope": "Certaines autorisations n’ont pas été accordées lors de la connexion du compte :",
  "warning.mapping_drift": "La destination a changé et la correspondance ne lui convient plus :",
} satisfies TranslationOf<typeof en>;
