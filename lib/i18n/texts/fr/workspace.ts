import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/workspace.ts";

export default {
  skip: "Aller au contenu",
  navigation: "Espace de travail",

  "page.dashboard": "Tableau de bord",
  "page.connections": "Connexions",
  "page.newConnection": "Nouvelle connexion",
  "page.editConnection": "Modifier la connexion",
  "page.mappings": "Correspondances de la connexion",
  "page.rules": "Règles",
  "page.newRule": "Nouvelle règle",
  "page.editRule": "Modifier la règle",
  "page.events": "Événements",
  "page.event": "Événement",

  "waiting.host": "En attente de la page hôte…",
  "waiting.session": "Chargement de l’espace de travail…",
  "waiting.failed": "L’espace de travail n’a pas pu être ouvert",

  "session.reconnecting": "Reconnexion…",
  "session.expired":
    "<strong>Votre session est terminée.</strong> Vous pouvez encore lire ce qui est chargé, mais plus rien n’est mis à jour et rien ne peut être modifié. Pour continuer, rechargez la page qui contient cet espace de travail. Vous devrez peut-être vous y reconnecter.",
  "session.revoked":
    "<strong>Il a été mis fin à votre accès à cet espace de travail.</strong> Vous pouvez encore lire ce qui est chargé, mais plus rien n’est mis à jour et rien ne peut être modifié. Pour continuer, rechargez la page qui contient cet espace de travail. Vous devrez peut-être vous y reconnecter.",

  "parts.late":
    "Une partie de cette page n’est pas encore chargée. Elle est redemandée jusqu’à son arrivée, et votre saisie est conservée.",
  "parts.outdated":
    "Une version plus récente de cet espace de travail est disponible. Copiez ce que vous n’avez pas enregistré, puis rechargez. Si le bouton reste sans effet, rechargez la page qui contient cet espace de travail.",
  "parts.reload": "Recharger",

  "sandbox.forms":
    "Rien ne peut être enregistré ici, car la page qui entoure cet espace de travail bloque les formulaires. L’attribut sandbox de son iframe doit comporter <code>allow-forms</code>.",
  "sandbox.scripts":
    "Cet espace de travail a besoin de scripts. Si vous développez la page qui l’entoure, l’attribut sandbox de son iframe doit comporter <code>allow-scripts</code> et <code>allow-same-origin</code>.",

  "missing.title": "Cette page n’existe pas",
  "missing.description": "Choisissez l’une des pages ci-dessus.",

  "error.page": "Cette page a cessé de fonctionner",
  "error.title": "Une erreur est survenue",
  "error.text": "Réessayer peut suffire. Sinon, rechargez la page qui contient celle-ci.",
  "error.retry": "Réessayer",
} satisfies TranslationOf<typeof en>;
