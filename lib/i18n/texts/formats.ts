import { defineNamespace } from "../namespace.ts";
import en from "./en/formats.ts";

export const formatsTexts = defineNamespace("formats", en, {
  de: () => import("./de/formats.ts"),
  fr: () => import("./fr/formats.ts"),
  es: () => import("./es/formats.ts"),
  ja: () => import("./ja/formats.ts"),
  ar: () => import("./ar/formats.ts"),
});
