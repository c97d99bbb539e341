import { defineNamespace } from "../namespace.ts";
import en from "./en/compare.ts";

export const compareTexts = defineNamespace("compare", en, {
  de: () => import("./de/compare.ts"),
  fr: () => import("./fr/compare.ts"),
  es: () => import("./es/compare.ts"),
  ja: () => import("./ja/compare.ts"),
  ar: () => import("./ar/compare.ts"),
});
