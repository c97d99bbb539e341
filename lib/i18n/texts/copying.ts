import { defineNamespace } from "../namespace.ts";
import en from "./en/copying.ts";

export const copyingTexts = defineNamespace("copying", en, {
  de: () => import("./de/copying.ts"),
  fr: () => import("./fr/copying.ts"),
  es: () => import("./es/copying.ts"),
  ja: () => import("./ja/copying.ts"),
  ar: () => import("./ar/copying.ts"),
});
