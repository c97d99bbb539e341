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

const INDEX = /^(0|[1-9]\d*)$/;

function itemAt(items: readonly unknown[], index: number): unknown {
  return items[index];
}
