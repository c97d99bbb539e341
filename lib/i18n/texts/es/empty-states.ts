import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/empty-states.ts";

export default {
  "connections.title": "Aún no hay conexiones",
  "connections.what":
    "Una conexión es un lugar donde se entregan los eventos: una cuenta de uno de estos servicios o una URL de webhook.",
  "connections.connect": "Conectar un destino",
  "connections.ask": "Un administrador de su espacio de trabajo puede conectar un destino.",

  "forbidden.connections.create": "Su rol no permite crear conexiones",
  "forbidden.connections.edit": "Su rol no permite editar conexiones",
  "forbidden.rules.create": "Su rol no permite crear reglas",
  "forbidden.rules.edit": "Su rol no permite editar reglas",
  "forbidden.mappings.view": "Su rol no permite ver las asignaciones",
  "forbidden.ask": "Pida a un administrador de su espacio de trabajo que lo haga o que cambie su rol.",
} satisfies TranslationOf<typeof en>;
