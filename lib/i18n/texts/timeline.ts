import { defineNamespace } from "../namespace.ts";
import en from "./en/timeline.ts";

export const timelineTexts = defineNamespace("timeline", en, {
  de: () => import("./de/timeline.ts"),
  fr: () => import("./fr/timeline.ts"),
  es: () => import("./es/timeline.ts"),
  ja: () => import("./ja/timeline.ts"),
  ar: () => import("./ar/timeline.ts"),
});
