import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/embedding.ts";

export default {
  "outside.title": "Cet espace de travail fait partie d’une autre page",
  "outside.text":
    "Il fonctionne dans le produit auquel il appartient. Ouvrez-le dans ce produit plutôt que dans sa propre fenêtre.",

  "token.title": "La page qui contient cet espace de travail n’a pas envoyé de jeton d’accès.",
  "token.text": "Recharger cette page peut suffire. Si vous la développez, voici les causes probables :",
  "token.unanswered":
    "Elle ne répond pas à <code>meshes:ready</code> par un message <code>meshes:auth</code> contenant l’<code>access_token</code> de la session.",
  "token.otherOrigin":
    "Son origine ne figure pas dans <code>allowed_origins</code> de la session : ses messages sont ignorés. Origines autorisées ici : <origins>{list}</origins>.",
  "token.noOrigin":
    "Son origine ne figure pas dans <code>allowed_origins</code> de la session : ses messages sont ignorés. Origines autorisées ici : aucune.",
  "token.otherWindow":
    "Elle envoie ses messages à une autre origine ou à une autre fenêtre que la <code>contentWindow</code> de ce cadre.",
} satisfies TranslationOf<typeof en>;
