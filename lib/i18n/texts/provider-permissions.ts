import { defineApiNamespace } from "../namespace.ts";

export const providerPermissionsTexts = defineApiNamespace("provider-permissions", {
  en: () => import("./en/provider-permissions.ts"),
  de: () => import("./de/provider-permissions.ts"),
  fr: () => import("./fr/provider-permissions.ts"),
  es: () => import("./es/provider-permissions.ts"),
  ja: () => import("./ja/provider-permissions.ts"),
  ar: () => import("./ar/provider-permissions.ts"),
});
