import "./zod-without-eval.ts";
import { z } from "zod";
import { Appearance } from "#lib/contracts/appearance.ts";
import type { Look } from "./look.ts";
import { toLook } from "./to-look.ts";

/** `meshes:config` of the host. Keys beside these are for other versions of the workspace. */
const ConfigMessage = z.object({ appearance: Appearance });

/** The look that a host asks for, or what is wrong with its message. Loaded when the first such message comes. */
export function readConfig(data: unknown): { look: Look } | { problems: string[] } {
  const parsed = ConfigMessage.safeParse(data);
  if (parsed.success) return { look: toLook(parsed.data.appearance) };
  return {
    problems: parsed.error.issues.map(
      ({ path, message }) => `Meshes: meshes:config was ignored. ${path.map(String).join(".")}: ${message}`,
    ),
  };
}
