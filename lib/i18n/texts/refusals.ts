import { defineNamespace } from "../namespace.ts";
import en from "./en/refusals.ts";

export const refusalsTexts = defineNamespace("refusals", en, {
  de: () => import("./de/refusals.ts"),
  fr: () => import("./fr/refusals.ts"),
  es: () => import("./es/refusals.ts"),
  ja: () => import("./ja/refusals.ts"),
  ar: () => import("./ar/refusals.ts"),
});
