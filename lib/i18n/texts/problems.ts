import { defineNamespace } from "../namespace.ts";
import en from "./en/problems.ts";

export const problemsTexts = defineNamespace("problems", en, {
  de: () => import("./de/problems.ts"),
  fr: () => import("./fr/problems.ts"),
  es: () => import("./es/problems.ts"),
  ja: () => import("./ja/problems.ts"),
  ar: () => import("./ar/problems.ts"),
});
