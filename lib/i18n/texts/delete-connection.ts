import { defineNamespace } from "../namespace.ts";
import en from "./en/delete-connection.ts";

export const deleteConnectionTexts = defineNamespace("delete-connection", en, {
  de: () => import("./de/delete-connection.ts"),
  fr: () => import("./fr/delete-connection.ts"),
  es: () => import("./es/delete-connection.ts"),
  ja: () => import("./ja/delete-connection.ts"),
  ar: () => import("./ar/delete-connection.ts"),
});
