import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/attempt.ts";

export default {
  "progress.not_sent": "Requête certainement pas envoyée : la destination n’en a rien reçu.",
  "progress.sent": "Requête envoyée, mais restée sans réponse : la destination a pu la traiter.",
  "progress.answered": "Requête envoyée, réponse reçue.",

  "timing.label": "Répartition du temps",
  "timing.dns": "DNS",
  "timing.connect": "Connexion",
  "timing.tls": "TLS",
  "timing.first-byte": "Premier octet",
  "timing.rest": "Reste",
  "timing.total": "Total",
  "timing.reused": "Une connexion déjà ouverte a été utilisée ; ni DNS ni ouverture n’ont été nécessaires.",
  "timing.last": "La tentative a duré {duration} en tout ; voici sa dernière requête.",

  "details.failed": "Impossible de charger les détails",
  "details.no-request": "Cette tentative n’a émis aucune requête ; il n’y a rien à afficher.",
  "details.not-kept": "La requête et la réponse de cette tentative n’ont pas été conservées.",
} satisfies TranslationOf<typeof en>;
