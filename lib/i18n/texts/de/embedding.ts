import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/embedding.ts";

export default {
  "outside.title": "Dieser Arbeitsbereich ist Teil einer anderen Seite",
  "outside.text":
    "Er funktioniert in dem Produkt, zu dem er gehört. Öffnen Sie ihn dort statt in einem eigenen Fenster.",

  "token.title": "Die Seite, die diesen Arbeitsbereich enthält, hat kein Zugriffstoken gesendet.",
  "token.text":
    "Es kann helfen, diese Seite neu zu laden. Falls Sie sie entwickeln, sind dies die wahrscheinlichen Ursachen:",
  "token.unanswered":
    "Sie antwortet auf <code>meshes:ready</code> nicht mit einer Nachricht <code>meshes:auth</code>, die das <code>access_token</code> der Sitzung enthält.",
  "token.otherOrigin":
    "Ihr Ursprung steht nicht in <code>allowed_origins</code> der Sitzung, daher werden ihre Nachrichten ignoriert. Hier erlaubt: <origins>{list}</origins>.",
  "token.noOrigin":
    "Ihr Ursprung steht nicht in <code>allowed_origins</code> der Sitzung, daher werden ihre Nachrichten ignoriert. Hier erlaubt: keiner.",
  "token.otherWindow":
    "Sie sendet an einen anderen Ursprung oder ein anderes Fenster als das <code>contentWindow</code> dieses Frames.",
} satisfies TranslationOf<typeof en>;
