import { defineNamespace } from "../namespace.ts";
import en from "./en/payload.ts";

export const payloadTexts = defineNamespace("payload", en, {
  de: () => import("./de/payload.ts"),
  fr: () => import("./fr/payload.ts"),
  es: () => import("./es/payload.ts"),
  ja: () => import("./ja/payload.ts"),
  ar: () => import("./ar/payload.ts"),
});
