import { defineApiNamespace } from "../namespace.ts";

export const providerFormsTexts = defineApiNamespace("provider-forms", {
  en: () => import("./en/provider-forms.ts"),
  de: () => import("./de/provider-forms.ts"),
  fr: () => import("./fr/provider-forms.ts"),
  es: () => import("./es/provider-forms.ts"),
  ja: () => import("./ja/provider-forms.ts"),
  ar: () => import("./ar/provider-forms.ts"),
});
