import { defineNamespace } from "../namespace.ts";
import en from "./en/rules.ts";

export const rulesTexts = defineNamespace("rules", en, {
  de: () => import("./de/rules.ts"),
  fr: () => import("./fr/rules.ts"),
  es: () => import("./es/rules.ts"),
  ja: () => import("./ja/rules.ts"),
  ar: () => import("./ar/rules.ts"),
});
