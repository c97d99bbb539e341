import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/refusals.ts";

export default {
  "retry.409": "Non relancée : cette livraison a déjà réussi.",
  "retry.422": "Non relancée : la règle ou sa connexion est inactive ou n’existe plus.",
  "retry.425": "Non relancée : une tentative est déjà en cours ou sur le point de commencer.",
  "cancel.409": "Non annulée : cette livraison est déjà terminée.",
  "cancel-event.409": "Non annulé : toutes les livraisons de cet événement sont déjà terminées.",
} satisfies TranslationOf<typeof en>;
