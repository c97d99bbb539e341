export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The record under `key`, or an empty one. */
export function recordAt(value: unknown, key: string): JsonRecord {
  const found = isRecord(value) ? value[key] : undefined;
  return isRecord(found) ? found : {};
}

export function recordsOf(page: unknown): JsonRecord[] {
  const records = isRecord(page) ? page["records"] : undefined;
  return Array.isArray(records) ? records.filter(isRecord) : [];
}

export function textAt(value: unknown, key: string): string | undefined {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The values of `keys` that are there. */
export function pick(value: JsonRecord, keys: readonly string[]): JsonRecord {
  return Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]));
}
