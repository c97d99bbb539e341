import { defineNamespace } from "../namespace.ts";
import en from "./en/rule-form.ts";

export const ruleFormTexts = defineNamespace("rule-form", en, {
  de: () => import("./de/rule-form.ts"),
  fr: () => import("./fr/rule-form.ts"),
  es: () => import("./es/rule-form.ts"),
  ja: () => import("./ja/rule-form.ts"),
  ar: () => import("./ar/rule-form.ts"),
});
