import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorized.ts";

export default {
  window: "Connexion d’un compte",
  checking: "Vérification du résultat…",

  "completed.title": "Connexion établie avec <bdi>{account}</bdi>",
  "completed.again": "Connexion rétablie avec <bdi>{account}</bdi>",
  "completed.text": "{provider} est prêt à l’emploi et l’espace de travail est déjà à jour.",
  "confirming.title": "Il s’agit d’un autre compte",
  "confirming.text":
    "Vous avez choisi {chosen, select, known {<bdi>{account}</bdi>} other {un autre compte}}, mais la connexion appartient à {owner, select, known {<bdi>{previous}</bdi>} other {un autre compte}}. Revenez à l’espace de travail pour décider ; d’ici là, rien ne change.",
  "failed.title": "{provider} n’a pas été connecté",
  "failed.text": "Revenez à l’espace de travail et recommencez.",
  "canceled.title": "Opération annulée",
  "canceled.text": "Elle a été annulée dans l’espace de travail. Revenez à l’espace de travail.",
  "expired.title": "Le délai est dépassé",
  "expired.text": "Le lien était valable une heure. Revenez à l’espace de travail et recommencez.",
  "unfinished.title": "Ce n’est pas encore terminé",
  "unfinished.text": "Revenez à l’espace de travail pour continuer : {provider} s’ouvrira de nouveau.",
  "nothing.title": "Il n’y a rien à terminer ici",
  "nothing.text": "Recommencez dans l’espace de travail.",

  warnings: "Certaines autorisations n’ont pas été accordées :",
  close: "Fermer cette fenêtre",
  "close.hint": "Si elle reste ouverte, fermez-la vous-même.",
} satisfies TranslationOf<typeof en>;
