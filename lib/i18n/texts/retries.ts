import { defineNamespace } from "../namespace.ts";
import en from "./en/retries.ts";

export const retriesTexts = defineNamespace("retries", en, {
  de: () => import("./de/retries.ts"),
  fr: () => import("./fr/retries.ts"),
  es: () => import("./es/retries.ts"),
  ja: () => import("./ja/retries.ts"),
  ar: () => import("./ar/retries.ts"),
});
