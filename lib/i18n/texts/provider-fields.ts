import { defineNamespace } from "../namespace.ts";
import en from "./en/provider-fields.ts";

export const providerFieldsTexts = defineNamespace("provider-fields", en, {
  de: () => import("./de/provider-fields.ts"),
  fr: () => import("./fr/provider-fields.ts"),
  es: () => import("./es/provider-fields.ts"),
  ja: () => import("./ja/provider-fields.ts"),
  ar: () => import("./ar/provider-fields.ts"),
});
