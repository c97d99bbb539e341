import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/exchange.ts";

export default {
  request: "Requête",
  "request.curl": "Copier en cURL",
  "request.curl.without-body": "Copier en cURL, sans le corps",
  "request.headers": "En-têtes de la requête ({count, plural, one {# en-tête} other {# en-têtes}})",
  "request.body": "Corps de la requête",
  "request.body.empty": "Corps de la requête : vide",
  "request.body.copy": "Copier le corps de la requête",
  "request.body.copy-kept": "Copier la partie conservée du corps de la requête",
  response: "Réponse",
  "response.none": "Aucune réponse n’a été reçue",
  "response.headers": "En-têtes de la réponse ({count, plural, one {# en-tête} other {# en-têtes}})",
  "response.body": "Corps de la réponse",
  "response.body.empty": "Corps de la réponse : vide",
  "response.body.copy": "Copier le corps de la réponse",
  "response.body.copy-kept": "Copier la partie conservée du corps de la réponse",
  withheld:
    "Vous n’êtes pas autorisé à voir le contenu des événements. Les corps, l’URL complète et la plupart des en-têtes sont donc masqués : ils peuvent reprendre ce contenu. Adressez-vous à un administrateur de votre espace de travail.",
  cut: "Un corps dépassait {size} ; seul son début a été conservé.",
  masked: "Les secrets et les identifiants sont masqués.",
  "masked.curl": "Dans la commande cURL, des variables les remplacent : {names}.",
} satisfies TranslationOf<typeof en>;
