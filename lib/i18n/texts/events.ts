import { defineNamespace } from "../namespace.ts";
import en from "./en/events.ts";

export const eventsTexts = defineNamespace("events", en, {
  de: () => import("./de/events.ts"),
  fr: () => import("./fr/events.ts"),
  es: () => import("./es/events.ts"),
  ja: () => import("./ja/events.ts"),
  ar: () => import("./ar/events.ts"),
});
