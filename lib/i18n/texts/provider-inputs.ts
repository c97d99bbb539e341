import { defineApiNamespace } from "../namespace.ts";

export const providerInputsTexts = defineApiNamespace("provider-inputs", {
  en: () => import("./en/provider-inputs.ts"),
  de: () => import("./de/provider-inputs.ts"),
  fr: () => import("./fr/provider-inputs.ts"),
  es: () => import("./es/provider-inputs.ts"),
  ja: () => import("./ja/provider-inputs.ts"),
  ar: () => import("./ar/provider-inputs.ts"),
});
