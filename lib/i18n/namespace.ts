import type { CompiledTexts, SourceTexts } from "./compile-texts.ts";
import type { Language } from "./languages.ts";

/** The same texts in another language: one that is missing or left over does not compile. */
export type TranslationOf<English> = { readonly [Key in keyof English]: string };

type OtherLanguage = Exclude<Language, "en">;
type Load<Texts> = () => Promise<{ default: Texts }>;
type Loaders<English> = Record<OtherLanguage, Load<TranslationOf<English>>>;

/** The texts of one part of the workspace. English comes with the scripts of the pages that use it; the rest where it is read. */
export type Namespace<English extends SourceTexts> = {
  /** Before the first dot of a phrase's id. */
  name: string;
  /** The texts, or the promise of them: the same one every time. English ones when the others cannot be loaded. */
  read: (language: Language) => CompiledTexts | Promise<CompiledTexts>;
  /** For the types of keys and of their values only. */
  readonly english?: English;
};

/** Texts that the API says in English. */
export type ApiTexts = {
  /** What the translations are of: a newer server may say something else. */
  english: CompiledTexts;
  translated: CompiledTexts;
};

/** As the API says it in English already, nothing is loaded for whoever reads English. */
export type ApiNamespace = {
  /** Before the first dot of a phrase's id. */
  name: string;
  /** The texts, or the promise of them: the same one every time. Empty in English, and when they cannot be loaded. */
  read: (language: Language) => ApiTexts | Promise<ApiTexts>;
};

const readers: ((language: Language) => unknown)[] = [];
/** Of all namespaces that are there: how many that were, and when their texts are loaded. */
const readings = new Map<Language, { count: number; isRead: Promise<void> }>();
/** Of this browser's document. A server, where many languages are read at once, has none. */
const shown: { language: Language | undefined } = { language: undefined };

/** Resolves when the texts of every script that is there are loaded; the same promise while no script was added. */
export function readAll(language: Language): Promise<void> {
  const known = readings.get(language);
  if (known?.count === readers.length) return known.isRead;
  const texts = readers.map((read) => read(language));
  const isRead: Promise<void> = texts.some((text) => text instanceof Promise)
    ? Promise.all(texts.map((text) => Promise.resolve(text))).then(() => void Object.assign(isRead, FULFILLED))
    : Object.assign(Promise.resolve(), FULFILLED);
  readings.set(language, { count: readers.length, isRead });
  return isRead;
}

/** React's `use` reads a promise that says so without waiting for it. */
const FULFILLED = { status: "fulfilled", value: undefined };

/** Whether texts can be shown at once. */
export function isLoaded(known: unknown): boolean {
  return !(known instanceof Promise) || ("status" in known && known.status === FULFILLED.status);
}

/** In a browser: scripts that come later bring their texts in this language with them (`textsOfNewScripts`). */
export function showLanguage(language: Language): void {
  shown.language = language;
}

/** For whoever has loaded a script: resolves when nothing in it has to wait for its texts. */
export function textsOfNewScripts(): Promise<void> {
  return shown.language === undefined ? Promise.resolve() : readAll(shown.language);
}

/** A server that is away for a moment does not decide the language of the day. */
const PAUSES_MS = [1_000, 3_000];

async function loadPatiently<Texts>(load: Load<Texts>): Promise<Texts> {
  for (const pause of PAUSES_MS) {
    try {
      return (await load()).default;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return (await load()).default;
}

/** Loads the texts of a language once, and marks their promise for `use` when they are there. */
function loadOnce<Texts>(name: string, load: (language: OtherLanguage) => Promise<Texts>, inEnglish: Texts) {
  const known = new Map<Language, Promise<Texts>>();
  return (language: OtherLanguage): Promise<Texts> => {
    const before = known.get(language);
    if (before !== undefined) return before;
    const loading: Promise<Texts> = load(language)
      .catch((error: unknown) => {
        // oxlint-disable-next-line no-console -- the page is worth more than its language, and somebody should know why.
        console.warn(`Meshes: texts of ${name} in ${language} could not be loaded; they are shown in English.`, error);
        return inEnglish;
      })
      .then((texts) => {
        void Object.assign(loading, { ...FULFILLED, value: texts });
        return texts;
      });
    known.set(language, loading);
    return loading;
  };
}

/** What is imported from a file of texts was compiled by the bundler (`compile-texts.ts`), though its type is that of the source. */
export function defineNamespace<English extends SourceTexts>(
  name: string,
  english: English,
  loaders: Loaders<English>,
): Namespace<English> {
  const load = loadOnce<CompiledTexts>(name, (language) => loadPatiently(loaders[language]), english);
  const read = (language: Language) => (language === "en" ? english : load(language));
  readers.push(read);
  return { name, read };
}

const AS_THE_API_SAYS: ApiTexts = { english: {}, translated: {} };

export function defineApiNamespace(name: string, loaders: Record<Language, Load<SourceTexts>>): ApiNamespace {
  const loadBoth = async (language: OtherLanguage): Promise<ApiTexts> => {
    const [english, translated] = await Promise.all([loadPatiently(loaders.en), loadPatiently(loaders[language])]);
    return { english, translated };
  };
  const load = loadOnce(name, loadBoth, AS_THE_API_SAYS);
  const read = (language: Language) => (language === "en" ? AS_THE_API_SAYS : load(language));
  readers.push(read);
  return { name, read };
}
