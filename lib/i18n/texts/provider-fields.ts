import { defineApiNamespace } from "../namespace.ts";

export const providerFieldsTexts = defineApiNamespace("provider-fields", {
  en: () => import("./en/provider-fields.ts"),
  de: () => import("./de/provider-fields.ts"),
  fr: () => import("./fr/provider-fields.ts"),
  es: () => import("./es/provider-fields.ts"),
  ja: () => import("./ja/provider-fields.ts"),
  ar: () => import("./ar/provider-fields.ts"),
});
