import { defineNamespace } from "../namespace.ts";
import en from "./en/provider-actions.ts";

export const providerActionsTexts = defineNamespace("provider-actions", en, {
  de: () => import("./de/provider-actions.ts"),
  fr: () => import("./fr/provider-actions.ts"),
  es: () => import("./es/provider-actions.ts"),
  ja: () => import("./ja/provider-actions.ts"),
  ar: () => import("./ar/provider-actions.ts"),
});
