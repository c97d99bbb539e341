import { defineNamespace } from "../namespace.ts";
import en from "./en/empty-states.ts";

export const emptyStatesTexts = defineNamespace("empty-states", en, {
  de: () => import("./de/empty-states.ts"),
  fr: () => import("./fr/empty-states.ts"),
  es: () => import("./es/empty-states.ts"),
  ja: () => import("./ja/empty-states.ts"),
  ar: () => import("./ar/empty-states.ts"),
});
