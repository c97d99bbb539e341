import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/authorization.ts";

export default {
  start: "Connecter {name}",
  "start.again": "Réessayer",
  "start.hint":
    "{name} s’ouvre dans une nouvelle fenêtre. C’est là que vous vous connectez et autorisez l’accès, jamais ici.",
  "allows.title": "Ce que {name} vous demandera d’autoriser",
  "allows.hint": "Uniquement ce dont les règles ont besoin pour ces actions, et pour vous présenter les choix :",
  "allows.action": "<strong>{action}</strong><soft> : {description}</soft>",
  "form.title": "Connexion",
  reconnect: "Reconnecter {name}",
  "reconnect.hint": "Connectez-vous avec le compte déjà connecté. Les règles et la correspondance restent inchangées.",
  "reconnect.hint.account":
    "Connectez-vous en tant que <strong>{account}</strong>. Les règles et la correspondance restent inchangées.",
  "reconnect.unavailable":
    "{name} n’est pas disponible sur ce serveur pour le moment. Adressez-vous à l’exploitant du serveur.",
  reconnected: "<strong>{name} est de nouveau connecté</strong>. Les livraisons en attente sont en cours d’envoi.",
  "reconnected.account":
    "<strong>{name} est de nouveau connecté</strong>, à {account}. Les livraisons en attente sont en cours d’envoi.",
  "reconnected.done": "Terminé",
  "waiting.finish": "Terminez la connexion chez {name}",
  "waiting.open": "Ouvrez {name} pour continuer",
  "waiting.hint":
    "Connectez-vous à {name} dans la fenêtre qui s’est ouverte et autorisez l’accès. Cette page continuera ensuite automatiquement. Si vous avez fermé la fenêtre, reprenez là où vous en étiez.",
  "waiting.hint.reloaded":
    "Connectez-vous à {name} dans la fenêtre qui s’est ouverte et autorisez l’accès. Cette page continuera ensuite automatiquement. Si vous avez fermé la fenêtre, recommencez : cette page a été rechargée entre-temps.",
  continue: "Continuer",
  cancel: "Annuler",
  restart: "Recommencer",
  "blocked.note":
    "Si aucune fenêtre n’apparaît, votre navigateur l’a bloquée. Ouvrez-la vous-même ; cette page continuera ensuite automatiquement.",
  "blocked.open": "Ouvrir {name}",
  "blocked.copy": "Copier le lien",
  "blocked.frame":
    "Si le lien reste sans effet, la page qui entoure celle-ci bloque les nouvelles fenêtres : copiez le lien et ouvrez-le dans un autre onglet de ce navigateur. Si vous développez cette page, son iframe a besoin de <code>allow-popups allow-popups-to-escape-sandbox</code> dans son attribut sandbox.",
  "confirm.title": "Ce compte {name} est différent",
  "confirm.accounts":
    "La connexion utilise <strong>{hasBefore, select, yes {{before}} other {un autre compte}}</strong>. Vous venez de vous connecter avec <strong>{hasNow, select, yes {{now}} other {le compte choisi}}</strong>.",
  "confirm.effect":
    "Si vous le remplacez, les règles et la correspondance restent inchangées. Tout ce à quoi elles font référence, comme une liste ou un canal, doit aussi exister dans le nouveau compte.",
  "confirm.replace": "Remplacer",
  "confirm.keep": "Garder le compte actuel",
  "ended.canceled": "Annulé. Rien n’a été modifié.",
  "ended.expired": "La connexion à {name} n’a pas été terminée à temps. Rien n’a été modifié. Recommencez.",
  "ended.failed": "<strong>{name} n’a pas été connecté.</strong> Rien n’a été modifié.",
  "unfinished.note": "La connexion à {name} n’est pas encore terminée.",
  "unfinished.confirm": "{name} a renvoyé un autre compte que précédemment. Choisissez celui à utiliser.",
} satisfies TranslationOf<typeof en>;
