import { defineNamespace } from "../namespace.ts";
import en from "./en/embedding.ts";

export const embeddingTexts = defineNamespace("embedding", en, {
  de: () => import("./de/embedding.ts"),
  fr: () => import("./fr/embedding.ts"),
  es: () => import("./es/embedding.ts"),
  ja: () => import("./ja/embedding.ts"),
  ar: () => import("./ar/embedding.ts"),
});
