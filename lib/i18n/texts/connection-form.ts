import { defineNamespace } from "../namespace.ts";
import en from "./en/connection-form.ts";

export const connectionFormTexts = defineNamespace("connection-form", en, {
  de: () => import("./de/connection-form.ts"),
  fr: () => import("./fr/connection-form.ts"),
  es: () => import("./es/connection-form.ts"),
  ja: () => import("./ja/connection-form.ts"),
  ar: () => import("./ar/connection-form.ts"),
});
