import { defineNamespace } from "../namespace.ts";
import en from "./en/exchange.ts";

export const exchangeTexts = defineNamespace("exchange", en, {
  de: () => import("./de/exchange.ts"),
  fr: () => import("./fr/exchange.ts"),
  es: () => import("./es/exchange.ts"),
  ja: () => import("./ja/exchange.ts"),
  ar: () => import("./ar/exchange.ts"),
});
