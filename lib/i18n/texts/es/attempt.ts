import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/attempt.ts";

export default {
  "progress.not_sent": "Con seguridad no se envió: el destino no recibió nada de esta solicitud.",
  "progress.sent": "Se envió, pero no hubo respuesta: el destino pudo haberla procesado.",
  "progress.answered": "Se envió y hubo respuesta.",

  "timing.label": "En qué se empleó el tiempo",
  "timing.dns": "DNS",
  "timing.connect": "Conexión",
  "timing.tls": "TLS",
  "timing.first-byte": "Primer byte",
  "timing.rest": "Resto",
  "timing.total": "Total",
  "timing.reused": "Se usó una conexión abierta, así que no hizo falta DNS ni abrir otra.",
  "timing.last": "El intento duró {duration} en total; esta es su última solicitud.",

  "details.failed": "No se pudieron cargar los detalles",
  "details.no-request": "Este intento no hizo ninguna solicitud, así que no hay nada que mostrar.",
  "details.not-kept": "La solicitud y la respuesta de este intento no se conservaron.",
} satisfies TranslationOf<typeof en>;
