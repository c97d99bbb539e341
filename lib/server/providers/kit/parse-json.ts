/** Undefined for what is not JSON, or is nested so deeply that reading it overflows the stack. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => storable(value));
  } catch {
    return undefined;
  }
}

/** A provider may send anything, and PostgreSQL holds neither NUL nor half a surrogate pair. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return cleaned(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const isClean = Object.keys(value).every((key) => key === cleaned(key));
  return isClean ? value : Object.fromEntries(Object.entries(value).map(([key, item]) => [cleaned(key), item]));
}

function cleaned(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}
