import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/embedding.ts";

export default {
  "outside.title": "Este espacio de trabajo forma parte de otra página",
  "outside.text": "Funciona dentro del producto al que pertenece. Ábralo allí en lugar de en su propia ventana.",

  "token.title": "La página que contiene este espacio de trabajo no ha enviado un token de acceso.",
  "token.text": "Volver a cargar esa página puede ayudar. Si la desarrolla usted, estas son las causas probables:",
  "token.unanswered":
    "No responde a <code>meshes:ready</code> con un mensaje <code>meshes:auth</code> que incluya el <code>access_token</code> de la sesión.",
  "token.otherOrigin":
    "Su origen no figura en <code>allowed_origins</code> de la sesión, por lo que se ignoran sus mensajes. Permitidos aquí: <origins>{list}</origins>.",
  "token.noOrigin":
    "Su origen no figura en <code>allowed_origins</code> de la sesión, por lo que se ignoran sus mensajes. Permitidos aquí: ninguno.",
  "token.otherWindow": "Envía a un origen o una ventana que no son los de la <code>contentWindow</code> de este marco.",
} satisfies TranslationOf<typeof en>;
