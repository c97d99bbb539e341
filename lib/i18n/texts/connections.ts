import { defineNamespace } from "../namespace.ts";
import en from "./en/connections.ts";

export const connectionsTexts = defineNamespace("connections", en, {
  de: () => import("./de/connections.ts"),
  fr: () => import("./fr/connections.ts"),
  es: () => import("./es/connections.ts"),
  ja: () => import("./ja/connections.ts"),
  ar: () => import("./ar/connections.ts"),
});
