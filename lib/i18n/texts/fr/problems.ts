import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/problems.ts";

export default {
  where: "· <bdi>{connection}</bdi> ({destination}), pour <bdi>{event}</bdi>",
  failed: "{count, plural, one {# livraison en échec} other {#{more, select, yes {+} other {}} livraisons en échec}}",
  retrying:
    "{count, plural, one {# livraison encore à réessayer} other {#{more, select, yes {+} other {}} livraisons encore à réessayer}}",
  "seen.first": "Vu d’abord <time></time>",
  "seen.last": "Vu en dernier <time></time>",
  acknowledged: "Pris en compte",
  "acknowledged.by": "Pris en compte par <bdi>{name}</bdi>",
  "action.connection": "Vérifier la connexion",
  "action.mapping": "Vérifier la correspondance",
  "action.rule": "Vérifier la règle",
  "action.retry": "Réessayer ({count, number})…",
  events: "Voir les événements",
  acknowledge: "Prendre en compte",
  reopen: "Rouvrir",
  ignore: "Ignorer",
  "change.failed": "Le problème n’a pas été modifié.",
  count: "{count, plural, one {# problème} other {# problèmes}}",
  more: "Seuls les problèmes les plus récents sont affichés.",
} satisfies TranslationOf<typeof en>;
