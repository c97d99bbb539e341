import type { TranslationOf } from "../../namespace.ts";
import type en from "../en/problems.ts";

export default {
  where: "· <bdi>{connection}</bdi> ({destination}), bei <bdi>{event}</bdi>",
  failed:
    "{count, plural, one {# Zustellung fehlgeschlagen} other {#{more, select, yes {+} other {}} Zustellungen fehlgeschlagen}}",
  retrying:
    "{count, plural, one {# Zustellung wird noch versucht} other {#{more, select, yes {+} other {}} Zustellungen werden noch versucht}}",
  "seen.first": "Zuerst <time></time>",
  "seen.last": "Zuletzt <time></time>",
  acknowledged: "Zur Kenntnis genommen",
  "acknowledged.by": "Zur Kenntnis genommen von <bdi>{name}</bdi>",
  "action.connection": "Verbindung prüfen",
  "action.mapping": "Zuordnung prüfen",
  "action.rule": "Regel prüfen",
  "action.retry": "{count, number} erneut versuchen …",
  events: "Ereignisse ansehen",
  acknowledge: "Zur Kenntnis nehmen",
  reopen: "Wieder öffnen",
  ignore: "Ignorieren",
  "change.failed": "Das Problem wurde nicht geändert.",
  count: "{count, plural, one {# Problem} other {# Probleme}}",
  more: "Nur die neuesten Probleme werden angezeigt.",
} satisfies TranslationOf<typeof en>;
