import { defineNamespace } from "../namespace.ts";
import en from "./en/event.ts";

export const eventTexts = defineNamespace("event", en, {
  de: () => import("./de/event.ts"),
  fr: () => import("./fr/event.ts"),
  es: () => import("./es/event.ts"),
  ja: () => import("./ja/event.ts"),
  ar: () => import("./ar/event.ts"),
});
