import { defineNamespace } from "../namespace.ts";
import en from "./en/workspace.ts";

export const workspaceTexts = defineNamespace("workspace", en, {
  de: () => import("./de/workspace.ts"),
  fr: () => import("./fr/workspace.ts"),
  es: () => import("./es/workspace.ts"),
  ja: () => import("./ja/workspace.ts"),
  ar: () => import("./ar/workspace.ts"),
});
