import { defineApiNamespace } from "../namespace.ts";

export const providerActionsTexts = defineApiNamespace("provider-actions", {
  en: () => import("./en/provider-actions.ts"),
  de: () => import("./de/provider-actions.ts"),
  fr: () => import("./fr/provider-actions.ts"),
  es: () => import("./es/provider-actions.ts"),
  ja: () => import("./ja/provider-actions.ts"),
  ar: () => import("./ar/provider-actions.ts"),
});
