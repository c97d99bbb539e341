import { defineNamespace } from "../namespace.ts";
import en from "./en/authorized.ts";

export const authorizedTexts = defineNamespace("authorized", en, {
  de: () => import("./de/authorized.ts"),
  fr: () => import("./fr/authorized.ts"),
  es: () => import("./es/authorized.ts"),
  ja: () => import("./ja/authorized.ts"),
  ar: () => import("./ar/authorized.ts"),
});
