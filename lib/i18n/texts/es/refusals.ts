import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/refusals.ts";

export default {
  "retry.409": "No se reintentó: esta entrega ya se completó.",
  "retry.422": "No se reintentó: la regla o su conexión ya no existe o está inactiva.",
  "retry.425": "No se reintentó: ya hay un intento en curso o a punto de empezar.",
  "cancel.409": "No se canceló: esta entrega ya ha terminado.",
  "cancel-event.409": "No se canceló: todas las entregas de este evento ya han terminado.",
} satisfies TranslationOf<typeof en>;
