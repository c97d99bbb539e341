import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/delete-connection.ts";

export default {
  question: "Supprimer « {name} » ?",
  effect: "Plus rien n’y sera livré et les livraisons en attente seront annulées. Cette action est irréversible.",
  waiting:
    "{count, plural, one {# événement qui lui est destiné attend encore ou fait l’objet d’une nouvelle tentative.} other {# événements qui lui sont destinés attendent encore ou font l’objet d’une nouvelle tentative.}}",
  "waiting.more":
    "{count, plural, one {Plus de # événement qui lui est destiné attend encore ou fait l’objet d’une nouvelle tentative.} other {Plus de # événements qui lui sont destinés attendent encore ou font l’objet d’une nouvelle tentative.}}",
  rules: "{count, plural, one {# règle est supprimée avec elle :} other {# règles sont supprimées avec elle :}}",
  "rules.more": "{count, plural, one {et # autre règle} other {et # autres règles}}",
  "rules.failed": "Les règles qui l’utilisent n’ont pas pu être chargées.",
  confirm: "Supprimer la connexion",
  "confirm.rules":
    "{count, plural, one {Supprimer la connexion et # règle} other {Supprimer la connexion et # règles}}",
  "disconnect.question": "Déconnecter « {name} » ?",
  "disconnect.access": "L’accès au compte {name} est révoqué.",
  "disconnect.confirm": "Déconnecter",
  "disconnect.confirm.rules":
    "{count, plural, one {Déconnecter et supprimer # règle} other {Déconnecter et supprimer # règles}}",
  "done.revoked": "{name} a été déconnecté et son accès a été révoqué.",
  "done.kept":
    "{name} a été déconnecté. Son accès a été conservé, car une autre connexion utilise peut-être le même compte.",
  "done.failed":
    "{name} a été déconnecté ici, mais n’a pas pu en être informé. Pour révoquer l’accès, supprimez aussi l’application dans les paramètres de {name}.",
  "done.unsupported":
    "{name} a été déconnecté ici, mais ne permet pas de révoquer l’accès. Pour le révoquer, supprimez l’application dans les paramètres de {name}.",
  "done.close": "Fermer",
} satisfies TranslationOf<typeof en>;
