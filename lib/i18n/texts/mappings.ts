import { defineNamespace } from "../namespace.ts";
import en from "./en/mappings.ts";

export const mappingsTexts = defineNamespace("mappings", en, {
  de: () => import("./de/mappings.ts"),
  fr: () => import("./fr/mappings.ts"),
  es: () => import("./es/mappings.ts"),
  ja: () => import("./ja/mappings.ts"),
  ar: () => import("./ar/mappings.ts"),
});
