const UUID = /^(sess_)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** Measured, or counted in time. */
const VARYING_NUMBERS = /(_ms|_time|time_\w+|latency|uptime\w*|p50|p95)$/;

/**
 * How an answer differs from the one in a document, undefined when it does not: the same keys, types and values, but
 * any id for an id, any time for a time, and anything for `…` in a text or at the end of a list.
 */
export function differenceFrom(expected: unknown, actual: unknown, path = "answer"): string | undefined {
  if (Array.isArray(expected)) return listDifference(expected, actual, path);
  if (isRecord(expected)) return objectDifference(expected, actual, path);
  if (typeof expected === "string" && typeof actual === "string") {
    return isLikeText(expected, actual)
      ? undefined
      : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  }
  const isVarying = typeof expected === "number" && typeof actual === "number" && VARYING_NUMBERS.test(path);
  return isVarying || Object.is(expected, actual)
    ? undefined
    : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isLikeText(expected: string, actual: string): boolean {
  for (const pattern of [UUID, TIMESTAMP]) if (pattern.test(expected)) return pattern.test(actual);
  return new RegExp(`^${expected.split("…").map(escaped).join("[^]*")}$`).test(actual);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function listDifference(expected: unknown[], actual: unknown, path: string): string | undefined {
  if (!Array.isArray(actual)) return `${path} is no list`;
  const isOpen = expected.at(-1) === "…";
  const items = isOpen ? expected.slice(0, -1) : expected;
  if (isOpen ? actual.length < items.length : actual.length !== items.length) {
    return `${path} has ${actual.length} items, not ${items.length}`;
  }
  return first(items.map((item, index) => differenceFrom(item, actual[index], `${path}[${index}]`)));
}

function objectDifference(expected: Record<string, unknown>, actual: unknown, path: string): string | undefined {
  if (!isRecord(actual) || Array.isArray(actual)) return `${path} is no object`;
  const isOpen = "…" in expected;
  const missing = Object.keys(expected).find((key) => key !== "…" && !(key in actual));
  if (missing !== undefined) return `${path}.${missing} is missing`;
  const extra = isOpen ? undefined : Object.keys(actual).find((key) => !(key in expected));
  if (extra !== undefined) return `${path}.${extra} is not in the document`;
  return first(
    Object.entries(expected).map(([key, value]) =>
      key === "…" ? undefined : differenceFrom(value, actual[key], `${path}.${key}`),
    ),
  );
}

function first(differences: (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined);
}
