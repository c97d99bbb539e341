import { defineNamespace } from "../namespace.ts";
import en from "./en/common.ts";

export const commonTexts = defineNamespace("common", en, {
  de: () => import("./de/common.ts"),
  fr: () => import("./fr/common.ts"),
  es: () => import("./es/common.ts"),
  ja: () => import("./ja/common.ts"),
  ar: () => import("./ar/common.ts"),
});
