import { defineNamespace } from "../namespace.ts";
import en from "./en/dashboard.ts";

export const dashboardTexts = defineNamespace("dashboard", en, {
  de: () => import("./de/dashboard.ts"),
  fr: () => import("./fr/dashboard.ts"),
  es: () => import("./es/dashboard.ts"),
  ja: () => import("./ja/dashboard.ts"),
  ar: () => import("./ar/dashboard.ts"),
});
