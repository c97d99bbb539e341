/** The host's page, the workspace inside it, or the newest window beside it. */
export type Place = "host" | "frame" | "window";

/** What the journeys do with a browser, whatever it is driven by. */
export type Browser = {
  name: string;
  version: string;
  /** Whether a frame prefers the `color-scheme` of the element that embeds it. */
  followsColorScheme: boolean;
  open(url: string): Promise<void>;
  /** Runs in the page; the function uses nothing from outside. */
  evaluate<A extends readonly unknown[], R>(place: Place, run: (...args: A) => R, ...args: A): Promise<R>;
  /** As a person clicks, so that windows may open. Waits for the element that the XPath names. */
  click(place: Place, xpath: string): Promise<void>;
  /** The browser's own button. */
  back(): Promise<void>;
  close(): Promise<void>;
};

/** A function and its arguments as an expression that any browser can be asked for. */
export function callText(run: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(${run.toString()})(...${JSON.stringify(args)})`;
}

const quoted = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`);

/** A link, button or option by the words in it, however many elements a translator has put around them. */
export function control(name: string): string {
  return `//*[self::a or self::button or self::label or @role='option'][normalize-space(.)=${quoted(name)} or @aria-label=${quoted(name)}]`;
}

export function rowLink(event: string): string {
  return `//tr[contains(., ${quoted(event)})]//a[@data-row-link]`;
}
