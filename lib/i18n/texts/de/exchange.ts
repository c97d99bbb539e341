import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/exchange.ts";

export default {
  request: "Anfrage",
  "request.curl": "Als cURL kopieren",
  "request.curl.without-body": "Ohne Inhalt als cURL kopieren",
  "request.headers": "Header der Anfrage ({count, plural, one {# Header} other {# Header}})",
  "request.body": "Inhalt der Anfrage",
  "request.body.empty": "Inhalt der Anfrage: leer",
  "request.body.copy": "Inhalt der Anfrage kopieren",
  "request.body.copy-kept": "Aufbewahrten Teil des Inhalts der Anfrage kopieren",
  response: "Antwort",
  "response.none": "Es kam keine Antwort",
  "response.headers": "Header der Antwort ({count, plural, one {# Header} other {# Header}})",
  "response.body": "Inhalt der Antwort",
  "response.body.empty": "Inhalt der Antwort: leer",
  "response.body.copy": "Inhalt der Antwort kopieren",
  "response.body.copy-kept": "Aufbewahrten Teil des Inhalts der Antwort kopieren",
  withheld:
    "Sie haben keine Berechtigung, die Inhalte von Ereignissen zu sehen. Deshalb sind die Inhalte von Anfrage und Antwort, die vollständige URL und die meisten Header ausgeblendet: Sie können den Inhalt des Ereignisses wiederholen. Wenden Sie sich an die Administration Ihres Arbeitsbereichs.",
  cut: "Ein Inhalt war länger als {size}, daher wurde nur sein Anfang aufbewahrt.",
  masked: "Geheime Werte und Zugangsdaten sind unkenntlich gemacht.",
  "masked.curl": "Im cURL-Befehl stehen dafür Variablen: {names}.",
} satisfies TranslationOf<typeof en>;
