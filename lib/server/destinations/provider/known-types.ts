import type { Loaded } from "../fault.ts";
import type { Memory } from "../memory.ts";

type Types = ReadonlyMap<string, string>;

/**
 * The provider's own types of these fields, for values that are written by type. They are remembered with the
 * connection, and `load` asks for all of them when one is not known. What the account does not have is left out.
 */
export async function knownTypes(
  memory: Memory,
  fields: readonly string[],
  load: () => Promise<Loaded<Types>>,
): Promise<Loaded<Types>> {
  const known = new Map<string, string>();
  for (const field of fields) {
    const type = await memory.recall(memoryKey(field));
    if (type !== undefined) known.set(field, type);
  }
  if (known.size === new Set(fields).size) return { ok: true, value: known };
  const loaded = await load();
  if (!loaded.ok) return loaded;
  for (const field of fields) {
    const type = loaded.value.get(field);
    if (type !== undefined) await memory.remember(memoryKey(field), type);
  }
  return loaded;
}

function memoryKey(field: string): string {
  return `type of ${field}`;
}
