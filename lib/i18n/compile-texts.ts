import compile from "icu-minify/compile";
import type { CompiledMessage } from "icu-minify/format";

/** Texts as they are written: ICU MessageFormat. */
export type SourceTexts = Readonly<Record<string, string>>;
/** What `translator.ts` reads. */
export type CompiledTexts = Readonly<Record<string, CompiledMessage>>;

export function isMessage(text: string): boolean {
  try {
    compile(text);
    return true;
  } catch {
    return false;
  }
}

/** Throws with the key of a text that is no ICU message. Done by the build and by the tests' bundler, once for each file of texts. */
export function compileTexts(texts: SourceTexts): CompiledTexts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      try {
        return [key, compile(text)];
      } catch (error) {
        throw new Error(`${key}: not an ICU message: ${text}`, { cause: error });
      }
    }),
  );
}
