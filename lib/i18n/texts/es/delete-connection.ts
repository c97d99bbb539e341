import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/delete-connection.ts";

export default {
  question: "¿Eliminar «{name}»?",
  effect: "No se le entregará nada más y sus entregas en espera se anularán. Esta acción no se puede deshacer.",
  waiting:
    "{count, plural, one {# evento para este destino sigue en espera o en reintento.} other {# eventos para este destino siguen en espera o en reintento.}}",
  "waiting.more":
    "{count, plural, one {Más de # evento para este destino sigue en espera o en reintento.} other {Más de # eventos para este destino siguen en espera o en reintento.}}",
  rules: "{count, plural, one {También se elimina # regla:} other {También se eliminan # reglas:}}",
  "rules.more": "{count, plural, one {y # regla más} other {y # reglas más}}",
  "rules.failed": "No se pudieron cargar las reglas que la usan.",
  confirm: "Eliminar conexión",
  "confirm.rules": "{count, plural, one {Eliminar conexión y # regla} other {Eliminar conexión y # reglas}}",
  "disconnect.question": "¿Desconectar «{name}»?",
  "disconnect.access": "Se revoca el acceso a la cuenta de {name}.",
  "disconnect.confirm": "Desconectar",
  "disconnect.confirm.rules":
    "{count, plural, one {Desconectar y eliminar # regla} other {Desconectar y eliminar # reglas}}",
  "done.revoked": "Se ha desconectado {name} y se ha revocado su acceso.",
  "done.kept":
    "Se ha desconectado {name}. Su acceso se ha conservado, porque es posible que otra conexión use la misma cuenta.",
  "done.failed":
    "Se ha desconectado {name} aquí, pero no se le pudo notificar. Para revocar el acceso, quite también la aplicación en los ajustes de {name}.",
  "done.unsupported":
    "Se ha desconectado {name} aquí, pero no permite revocar el acceso. Para revocarlo, quite la aplicación en los ajustes de {name}.",
  "done.close": "Cerrar",
} satisfies TranslationOf<typeof en>;
