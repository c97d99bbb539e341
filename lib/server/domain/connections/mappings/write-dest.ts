/**
 * Puts a value where a mapping wants it: at the key itself when the destination has a field of that very name, else
 * inside objects that are made on the way. What stands in the way is replaced, as every later field replaces.
 */
export function writeDest(data: Map<string, unknown>, dest: string, value: unknown, keys: ReadonlySet<string>): void {
  const segments = keys.has(dest) ? [dest] : dest.split(".");
  const last = segments.pop() ?? dest;
  const target = segments.reduce(descend, data);
  target.set(last, value);
}

/** Maps and not objects, so that a field called `__proto__` is a field. */
function descend(parent: Map<string, unknown>, segment: string): Map<string, unknown> {
  const found = parent.get(segment);
  if (found instanceof Map) return found;
  const made = new Map<string, unknown>();
  parent.set(segment, made);
  return made;
}

export function toObject(data: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries([...data].map(([key, value]) => [key, value instanceof Map ? toObject(value) : value]));
}
