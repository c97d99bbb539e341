import type { Plugin } from "vite";
import { compileFile, FILES_OF_TEXTS } from "./compile-file.ts";

/** The tests' bundler reads the files of texts as the pages' bundler does. */
export function compiledTexts(): Plugin {
  return {
    name: "compiled-texts",
    enforce: "pre",
    transform: (source, id) => (FILES_OF_TEXTS.test(id.split("?")[0] ?? id) ? compileFile(source) : undefined),
  };
}
