import { stripTypeScriptTypes } from "node:module";
import { compileTexts } from "../../lib/i18n/compile-texts.ts";

/** The files that people write, by their path. */
export const FILES_OF_TEXTS = /\/lib\/i18n\/texts\/[a-z]{2}\/[a-z-]+\.ts$/;

/** The texts of a file as they are written. */
export async function readTexts(source: string): Promise<Record<string, string>> {
  const code = stripTypeScriptTypes(source);
  const { default: texts }: { default: Record<string, string> } = await import(
    `data:text/javascript,${encodeURIComponent(code)}`
  );
  return texts;
}

/** A file of texts as the module that a browser loads: messages already parsed, so that no parser has to be sent. */
export async function compileFile(source: string): Promise<string> {
  return `export default ${JSON.stringify(compileTexts(await readTexts(source)))};`;
}
