import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connect.ts";

export default {
  title: "Nueva conexión",
  "title.named": "Conectar {name}",
  "title.created": "Conexión creada",
  unavailable: "Este destino no está disponible.",
  "see-all": "Ver todos los destinos",
  create: "Crear conexión",
  "created.note": "La conexión <strong>{name}</strong> está lista. Cree una regla para enviarle eventos.",
  "created.note.account":
    "La conexión <strong>{name}</strong> con {account} está lista. Cree una regla para enviarle eventos.",
  "created.rule": "Crear una regla",
  "created.done": "Listo",
  "secret.title": "Secreto de firma",
  "secret.copy": "Copiar secreto",
  "secret.once": "Solo se muestra una vez. Guárdelo donde el receptor pueda leerlo.",
  "secret.headers":
    "Cada solicitud lleva <code>webhook-id</code>, <code>webhook-timestamp</code> y <code>webhook-signature</code>, según la especificación Standard Webhooks. Con una de sus bibliotecas, la verificación es una sola llamada:",
  "secret.body": "El cuerpo exactamente como se recibió, antes de analizarlo.",
  "secret.reject":
    "Rechace las solicitudes que no superen la verificación y lleve un registro de los webhook-id: una entrega repetida lleva el mismo.",
} satisfies TranslationOf<typeof en>;
