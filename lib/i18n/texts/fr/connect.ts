import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connect.ts";

export default {
  title: "Nouvelle connexion",
  "title.named": "Connecter {name}",
  "title.created": "Connexion créée",
  unavailable: "Cette destination n’est pas disponible.",
  "see-all": "Voir toutes les destinations",
  create: "Créer la connexion",
  "created.note": "La connexion <strong>{name}</strong> est établie. Créez une règle pour y envoyer des événements.",
  "created.note.account":
    "La connexion <strong>{name}</strong> à {account} est établie. Créez une règle pour y envoyer des événements.",
  "created.rule": "Créer une règle",
  "created.done": "Terminé",
  "secret.title": "Secret de signature",
  "secret.copy": "Copier le secret",
  "secret.once": "Il n’est affiché qu’une seule fois. Conservez-le là où votre récepteur peut le lire.",
  "secret.headers":
    "Chaque requête comporte <code>webhook-id</code>, <code>webhook-timestamp</code> et <code>webhook-signature</code>, conformément à la spécification Standard Webhooks. Avec l’une de ses bibliothèques, la vérification tient en un seul appel :",
  "secret.body": "Le corps exactement tel qu’il a été reçu, avant toute analyse.",
  "secret.reject":
    "Rejetez les requêtes qui échouent à la vérification et gardez trace du webhook-id : une livraison répétée porte le même.",
} satisfies TranslationOf<typeof en>;
