import { defineNamespace } from "../namespace.ts";
import en from "./en/provider-permissions.ts";

export const providerPermissionsTexts = defineNamespace("provider-permissions", en, {
  de: () => import("./de/provider-permissions.ts"),
  fr: () => import("./fr/provider-permissions.ts"),
  es: () => import("./es/provider-permissions.ts"),
  ja: () => import("./ja/provider-permissions.ts"),
  ar: () => import("./ar/provider-permissions.ts"),
});
