import { defineNamespace } from "../namespace.ts";
import en from "./en/authorization.ts";

export const authorizationTexts = defineNamespace("authorization", en, {
  de: () => import("./de/authorization.ts"),
  fr: () => import("./fr/authorization.ts"),
  es: () => import("./es/authorization.ts"),
  ja: () => import("./ja/authorization.ts"),
  ar: () => import("./ar/authorization.ts"),
});
