import { defineNamespace } from "../namespace.ts";
import en from "./en/provider-forms.ts";

export const providerFormsTexts = defineNamespace("provider-forms", en, {
  de: () => import("./de/provider-forms.ts"),
  fr: () => import("./fr/provider-forms.ts"),
  es: () => import("./es/provider-forms.ts"),
  ja: () => import("./ja/provider-forms.ts"),
  ar: () => import("./ar/provider-forms.ts"),
});
