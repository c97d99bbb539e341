import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/rules.ts";

export default {
  title: "Reglas",
  description: "Qué eventos van a qué conexión. Una regla surte efecto de inmediato.",
  new: "Nueva regla",
  "empty.title": "Aún no hay reglas",
  "empty.text": "Sin una regla, los eventos se reciben y se conservan, pero no se entregan.",
  "empty.text.ask":
    "Sin una regla, los eventos se reciben y se conservan, pero no se entregan. Un administrador de su espacio de trabajo puede crear una.",
  "empty.create": "Crear una regla",
  "column.rule": "Regla",
  "column.state": "Estado",
  "column.created": "Creación",
  "column.actions": "Acciones",
  "state.active": "Activa",
  "state.paused": "En pausa",
  "state.broken": "Con error",
  "state.connection-inactive": "Conexión inactiva",
  edit: "Editar",
  "edit.label": "Editar la regla para {event}",
  pause: "Pausar",
  "pause.label": "Pausar la regla para {event}",
  "pause.question": "¿Pausar esta regla?",
  "pause.effect":
    "No entregará los eventos nuevos, ni siquiera más adelante. Las entregas que ya existen siguen su curso.",
  "pause.confirm": "Pausar regla",
  "pause.cancel": "Mantener activa",
  resume: "Reanudar",
  "resume.label": "Reanudar la regla para {event}",
  "resume.question": "¿Reanudar esta regla?",
  "resume.effect":
    "Se aplica a los eventos a partir de ahora. No entregará los que se recibieron mientras estaba en pausa.",
  "resume.confirm": "Reanudar regla",
  "resume.cancel": "Dejar en pausa",
  delete: "Eliminar",
  "delete.label": "Eliminar la regla para {event}",
  "delete.question": "¿Eliminar esta regla?",
  "delete.effect": "Ya no entregará los eventos nuevos. Los eventos ya recibidos se conservan.",
  "delete.confirm": "Eliminar regla",
} satisfies TranslationOf<typeof en>;
