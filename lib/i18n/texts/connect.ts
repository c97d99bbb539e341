import { defineNamespace } from "../namespace.ts";
import en from "./en/connect.ts";

export const connectTexts = defineNamespace("connect", en, {
  de: () => import("./de/connect.ts"),
  fr: () => import("./fr/connect.ts"),
  es: () => import("./es/connect.ts"),
  ja: () => import("./ja/connect.ts"),
  ar: () => import("./ar/connect.ts"),
});
