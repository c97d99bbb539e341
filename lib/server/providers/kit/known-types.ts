import type { Memory } from "./access.ts";
import type { Loaded } from "./fault.ts";

type Types = ReadonlyMap<string, string>;

/** How long it is believed that the account does not have a field, before all of them are asked for again. */
const MISSING_MS = 600_000;
const MISSING = "missing until ";

/**
 * The provider's own types of these fields, for values that are written by type. They are remembered with the
 * connection, and `load` asks for all of them when one is not known. What the account does not have is left out, and
 * remembered too: a mapping that fills a field which is gone must not read all fields at every delivery.
 */
export async function knownTypes(
  memory: Memory,
  fields: readonly string[],
  load: () => Promise<Loaded<Types>>,
  now: () => number = Date.now,
): Promise<Loaded<Types>> {
  const known = new Map<string, string>();
  let isComplete = true;
  for (const field of new Set(fields)) {
    const remembered = await memory.recall(memoryKey(field));
    if (remembered === undefined) isComplete = false;
    else if (!remembered.startsWith(MISSING)) known.set(field, remembered);
    else isComplete &&= Number(remembered.slice(MISSING.length)) > now();
  }
  if (isComplete) return { ok: true, value: known };
  const loaded = await load();
  if (!loaded.ok) return loaded;
  for (const field of new Set(fields)) {
    await memory.remember(memoryKey(field), loaded.value.get(field) ?? `${MISSING}${now() + MISSING_MS}`);
  }
  return loaded;
}

function memoryKey(field: string): string {
  return `type of ${field}`;
}
