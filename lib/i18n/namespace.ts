import type { CompiledTexts, SourceTexts } from "./compile-texts.ts";
import type { Language } from "./languages.ts";

/** The same texts in another language: one that is missing or left over does not compile. */
export type TranslationOf<English> = { readonly [Key in keyof English]: string };

type Loaders<English> = Record<Exclude<Language, "en">, () => Promise<{ default: TranslationOf<English> }>>;

/** The texts of one part of the workspace. English comes with the scripts of the pages that use it; the rest where it is read. */
export type Namespace<English extends SourceTexts> = {
  /** Before the first dot of a phrase's id. */
  name: string;
  /** The texts, or the promise of them: the same one every time. */
  read: (language: Language) => CompiledTexts | Promise<CompiledTexts>;
  /** For the types of keys and of their values only. */
  readonly english?: English;
};

type Known = CompiledTexts | Promise<CompiledTexts>;

/** Of this browser's document; a server, where many languages are read at once, has none. */
const preloading: { language: Language | undefined; readers: ((language: Language) => Known)[] } = {
  language: undefined,
  readers: [],
};

/** In a browser: loads the texts of every script that is there, and of those to come, so that nothing waits for them later. */
export function preloadTexts(language: Language): void {
  preloading.language = language;
  // Whoever needs texts that could not be loaded asks anew, and shows the error.
  for (const read of preloading.readers) void Promise.resolve(read(language)).catch(() => {});
}

/** What is imported from a file of texts was compiled by the bundler (`compile-texts.ts`), though its type is that of the source. */
export function defineNamespace<English extends SourceTexts>(
  name: string,
  english: English,
  loaders: Loaders<English>,
): Namespace<English> {
  const known = new Map<Language, Known>([["en", english]]);
  const load = (language: Exclude<Language, "en">) => {
    const loading: Promise<CompiledTexts> = loaders[language]().then(
      // React's `use` reads a promise that says so without waiting for it.
      ({ default: texts }) => {
        Object.assign(loading, { status: "fulfilled", value: texts });
        return texts;
      },
      (error: unknown) => {
        // The next one who reads tries anew: a server that was away for a second does not decide the language of the day.
        known.delete(language);
        throw error;
      },
    );
    known.set(language, loading);
    return loading;
  };
  const read = (language: Language) => known.get(language) ?? (language === "en" ? english : load(language));
  preloading.readers.push(read);
  if (preloading.language !== undefined) preloadTexts(preloading.language);
  return { name, read };
}
