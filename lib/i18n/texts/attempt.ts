import { defineNamespace } from "../namespace.ts";
import en from "./en/attempt.ts";

export const attemptTexts = defineNamespace("attempt", en, {
  de: () => import("./de/attempt.ts"),
  fr: () => import("./fr/attempt.ts"),
  es: () => import("./es/attempt.ts"),
  ja: () => import("./ja/attempt.ts"),
  ar: () => import("./ar/attempt.ts"),
});
