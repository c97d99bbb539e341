// What templates and mapping paths mean. Free of zod, so that a page can show what a delivery will carry.

/**
 * The value at a dotted path below the payload, undefined when there is none. A number picks from an array by its index;
 * in an object it is a key like any other. Only the payload's own keys count.
 */
export function readPath(payload: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>(step, payload);
}

function step(value: unknown, segment: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
  // An array has a length of its own besides its items.
  return Array.isArray(value) && segment === "length" ? undefined : Reflect.get(value, segment);
}

/** A value as text: nothing is empty, what is not a scalar is JSON. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

type Placeholder = { path: string; start: number; end: number };

/**
 * Every `{{path}}` of a template. Reads each character once: what looks like the beginning of a placeholder and is none
 * is not looked at again.
 */
function* placeholdersIn(template: string): Generator<Placeholder> {
  let start = template.indexOf("{{");
  while (start !== -1) {
    while (template[start + 2] === "{") start += 1;
    const brace = nextBrace(template, start + 2);
    if (!template.startsWith("}}", brace)) {
      start = template.indexOf("{{", brace);
      continue;
    }
    yield { path: template.slice(start + 2, brace).trim(), start, end: brace + 2 };
    start = template.indexOf("{{", brace + 2);
  }
}

function nextBrace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "{" && text[at] !== "}") at += 1;
  return at;
}

/** The paths that a template names, in their order. */
export function pathsIn(template: string): string[] {
  return Array.from(placeholdersIn(template), ({ path }) => path);
}

/**
 * Makes a value safe for the medium. `before` is the character that stands before it in the rendered text, empty at the
 * beginning.
 */
export type Escape = (value: string, before: string) => string;

export type RenderLimits = {
  charactersMax: number;
  /** Told how many characters are worked on next; false when that is too much. */
  spend?: (characters: number) => boolean;
};

/**
 * Fills `{{path}}` from the payload root. A path that leads nowhere renders empty, objects render as JSON. The template's
 * own text is the rule's author's and is not escaped. Undefined when the text grows beyond the limits.
 */
export function renderText(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  escape: Escape,
  { charactersMax, spend = () => true }: RenderLimits,
): string | undefined {
  const parts: string[] = [];
  let length = 0;
  let last = "";
  const add = (part: string) => {
    parts.push(part);
    length += part.length;
    last = part.at(-1) ?? last;
  };
  let end = 0;
  for (const placeholder of placeholdersIn(template)) {
    add(template.slice(end, placeholder.start));
    const value = asText(readPath(payload, placeholder.path));
    if (!spend(value.length + placeholder.path.length)) return undefined;
    add(escape(value, last));
    if (length > charactersMax) return undefined;
    ({ end } = placeholder);
  }
  add(template.slice(end));
  return parts.join("");
}
