import { defineNamespace } from "../namespace.ts";
import en from "./en/provider-inputs.ts";

export const providerInputsTexts = defineNamespace("provider-inputs", en, {
  de: () => import("./de/provider-inputs.ts"),
  fr: () => import("./fr/provider-inputs.ts"),
  es: () => import("./es/provider-inputs.ts"),
  ja: () => import("./ja/provider-inputs.ts"),
  ar: () => import("./ar/provider-inputs.ts"),
});
