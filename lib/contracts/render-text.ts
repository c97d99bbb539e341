// What templates and mapping paths mean. Free of zod, so that a page can show what a delivery will carry.

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;
const INDEX = /^(0|[1-9]\d*)$/;

/**
 * The value at a dotted path below the payload, undefined when there is none. A number picks from an array by its index;
 * in an object it is a key like any other. Only the payload's own keys count.
 */
export function readPath(payload: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>(step, payload);
}

function step(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return INDEX.test(segment) ? itemAt(value, Number(segment)) : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
  return Reflect.get(value, segment);
}

function itemAt(items: readonly unknown[], index: number): unknown {
  return items[index];
}

/** A value as text: nothing is empty, what is not a scalar is JSON. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** The paths that a template names, in their order. */
export function pathsIn(template: string): string[] {
  return Array.from(template.matchAll(PLACEHOLDER), ([, path = ""]) => path);
}

/**
 * Fills `{{path}}` from the payload root. A path that leads nowhere renders empty, objects render as JSON. `escape`
 * makes a value safe for the medium, knowing what stands before it; the template's own text is the rule's author's and
 * stays as it is. Undefined when the text grows beyond `charactersMax`.
 */
export function renderText(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  escape: (value: string, before: string) => string,
  charactersMax: number,
): string | undefined {
  let rendered = "";
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    rendered += template.slice(end, match.index);
    rendered += escape(textOf(readPath(payload, match[1] ?? "")), rendered);
    if (rendered.length > charactersMax) return undefined;
    end = match.index + match[0].length;
  }
  return rendered + template.slice(end);
}
