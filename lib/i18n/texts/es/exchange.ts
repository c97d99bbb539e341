import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/exchange.ts";

export default {
  request: "Solicitud",
  "request.curl": "Copiar como cURL",
  "request.curl.without-body": "Copiar como cURL, sin el cuerpo",
  "request.headers": "Encabezados de la solicitud ({count, plural, one {# encabezado} other {# encabezados}})",
  "request.body": "Cuerpo de la solicitud",
  "request.body.empty": "Cuerpo de la solicitud: vacío",
  "request.body.copy": "Copiar el cuerpo de la solicitud",
  "request.body.copy-kept": "Copiar la parte conservada del cuerpo de la solicitud",
  response: "Respuesta",
  "response.none": "No se recibió ninguna respuesta",
  "response.headers": "Encabezados de la respuesta ({count, plural, one {# encabezado} other {# encabezados}})",
  "response.body": "Cuerpo de la respuesta",
  "response.body.empty": "Cuerpo de la respuesta: vacío",
  "response.body.copy": "Copiar el cuerpo de la respuesta",
  "response.body.copy-kept": "Copiar la parte conservada del cuerpo de la respuesta",
  withheld:
    "No tiene permiso para ver el contenido de los eventos, así que los cuerpos, la URL completa y la mayoría de los encabezados están ocultos: pueden repetir ese contenido. Consulte a un administrador de su espacio de trabajo.",
  cut: "Un cuerpo superaba los {size}, por lo que solo se conservó el principio.",
  masked: "Los secretos y las credenciales están ocultos.",
  "masked.curl": "En el comando cURL los sustituyen variables: {names}.",
} satisfies TranslationOf<typeof en>;
