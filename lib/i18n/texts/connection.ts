import { defineNamespace } from "../namespace.ts";
import en from "./en/connection.ts";

export const connectionTexts = defineNamespace("connection", en, {
  de: () => import("./de/connection.ts"),
  fr: () => import("./fr/connection.ts"),
  es: () => import("./es/connection.ts"),
  ja: () => import("./ja/connection.ts"),
  ar: () => import("./ar/connection.ts"),
});
