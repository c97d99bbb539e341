import { createContext, use } from "react";
import { type Look, STANDARD_LOOK } from "#lib/embed/appearance/look.ts";

/** Filled by the shell; what a host may hide of the workspace. */
export const LookContext = createContext<Look>(STANDARD_LOOK);

export function useLook(): Look {
  return use(LookContext);
}
