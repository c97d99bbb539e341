import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/connection-form.ts";

export default {
  loading: "Cargando el formulario",
  "section.account": "Cuenta",
  "section.destination": "Destino",
  "section.authentication": "Autenticación",
  "section.signature": "Firma del cuerpo",
  "name.label": "Nombre",
  "name.hint": "El nombre que aparece en las reglas y los eventos",
  "name.hint.optional":
    "El nombre que aparece en las reglas y los eventos. Si se deja vacío, se usa el nombre de la cuenta.",
  "name.example": "Webhook del CRM",
  "field.unusual": "{usual}. El valor se usará tal como se introduzca.",
  "field.kept": "Déjelo en blanco para conservar el valor actual",
  "field.moved": "La dirección ha cambiado, por lo que no se usa el valor actual. Introdúzcalo de nuevo.",
  "field.moved.host": "La dirección está en otro host, por lo que no se usa el valor actual. Introdúzcalo de nuevo.",
  "headers.title": "Encabezados personalizados",
  "headers.hint":
    "Se envían con cada solicitud, {max, number} como máximo. El valor de un encabezado cuyo nombre indica un secreto (key, token) no se vuelve a mostrar.",
  "headers.name": "Nombre {row, number}",
  "headers.value": "Valor {row, number}",
  "headers.remove": "Quitar el encabezado {row, number}",
  "headers.add": "Añadir encabezado",
  "headers.full": "Se ha alcanzado el máximo.",
  "problem.required": "Obligatorio",
  "problem.format": "Formato no válido",
  "problem.long": "{max, number} caracteres como máximo",
  "problem.url": "Una URL completa que empiece por https://",
  "problem.url.protocol": "La URL debe empezar por https://",
  "problem.header": "Un nombre de encabezado como X-Source",
  "problem.header.twice": "Este encabezado aparece dos veces",
  "test.label": "Enviar una solicitud de prueba al guardar",
  "test.hint":
    "Un evento de ejemplo, marcado con X-Meshes-Test: true. Solo una respuesta de 200 a 299 se considera correcta.",
  "save.testing": "Enviando una solicitud de prueba…",
  "save.checking": "Comprobando con {name}…",
  "save.saving": "Guardando…",
  "save.back": "Volver a las conexiones",
  "save.failed": "No se ha guardado nada.",
  "save.failed.fields": "No se ha guardado nada. Corrija los campos marcados.",
  "save.failed.test":
    "<strong>No se ha guardado nada:</strong> la solicitud de prueba ha fallado. El motivo se muestra arriba, junto a la URL.",
  "save.untested": "Guardar sin probar",
  "warning.missing_scope": "No se concedieron algunos permisos al conectar la cuenta:",
  "warning.mapping_drift": "El destino ha cambiado y la asignación ya no se ajusta a él:",
} satisfies TranslationOf<typeof en>;
