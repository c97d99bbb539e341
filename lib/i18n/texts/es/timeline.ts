import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/timeline.ts";

export default {
  title: "Cronología",
  compressed: "Las esperas largas se muestran acortadas.",
  attempt: "Intento {number, number} a las {time}: {outcome}, {duration}",

  "wait.first": "Empezó {duration} después de recibirse el evento",
  "wait.schedule": "Espera programada de {duration}",
  "wait.retry-after": "Espera de {duration}, a petición del destino",
  "wait.manual": "Reintento manual después de {duration}",
  "wait.bulk": "Reintento en bloque después de {duration}",

  "next.schedule": "Reintento programado <countdown>en 4 s</countdown>.",
  "next.retry-after": "Se reintentará <countdown>en 4 s</countdown>: el destino pidió esperar {duration}.",
  "next.queue":
    "{ahead, plural, =0 {La siguiente de su conexión.} one {# entrega va antes.} many {# de entregas van antes.} other {# entregas van antes.}}",
  "next.queue-many": "Al menos {ahead, number} entregas van antes.",
  "next.expected": "Al ritmo del destino, hacia las {time}.",
} satisfies TranslationOf<typeof en>;
