import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/timeline.ts";

export default {
  title: "Chronologie",
  compressed: "Les longues attentes sont raccourcies.",
  attempt: "Tentative {number, number} à {time} : {outcome}, {duration}",

  "wait.first": "Début {duration} après la réception de l’événement",
  "wait.schedule": "Attente prévue de {duration}",
  "wait.retry-after": "Attente de {duration}, à la demande de la destination",
  "wait.manual": "Nouvelle tentative manuelle après {duration}",
  "wait.bulk": "Nouvelle tentative groupée après {duration}",

  "next.schedule": "Nouvelle tentative prévue <countdown>dans 4 s</countdown>.",
  "next.retry-after":
    "Nouvelle tentative <countdown>dans 4 s</countdown> : la destination demande d’attendre {duration}.",
  "next.queue":
    "{ahead, plural, =0 {La prochaine pour sa connexion.} one {# livraison passe avant elle.} many {# de livraisons passent avant elle.} other {# livraisons passent avant elle.}}",
  "next.queue-many": "Au moins {ahead, number} livraisons passent avant elle.",
  "next.expected": "Au rythme de la destination, vers {time}.",
} satisfies TranslationOf<typeof en>;
