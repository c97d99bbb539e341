import { defineNamespace } from "../namespace.ts";
import en from "./en/test-event.ts";

export const testEventTexts = defineNamespace("test-event", en, {
  de: () => import("./de/test-event.ts"),
  fr: () => import("./fr/test-event.ts"),
  es: () => import("./es/test-event.ts"),
  ja: () => import("./ja/test-event.ts"),
  ar: () => import("./ar/test-event.ts"),
});
