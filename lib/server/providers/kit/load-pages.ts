import { loaded, refused, type Loaded } from "./fault.ts";

export type ProviderPage<T> = { items: readonly T[]; next: string | undefined };

const PAGES_MAX = 200;
const ITEMS_MAX = 10_000;

/**
 * Reads a provider's list page by page; `next` is whatever its pages are asked for with. Too long a list is a fault and
 * not a part of it: who chooses from a list must be able to trust that it is whole. `atLimit` is for lists that are too
 * long for the provider's own limits, where a part is better than nothing.
 */
export async function loadPages<T>(
  readPage: (next: string | undefined) => Promise<Loaded<ProviderPage<T>>>,
  { atLimit = "a fault" }: { atLimit?: "a fault" | "what was read" } = {},
): Promise<Loaded<T[]>> {
  const isPartEnough = atLimit === "what was read";
  const items: T[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await readPage(next);
    if (!page.ok) return isPartEnough && items.length > 0 && page.fault.class === "rate_limited" ? loaded(items) : page;
    items.push(...page.value.items);
    next = page.value.next;
    if (items.length > ITEMS_MAX) break;
    if (next === undefined) return { ok: true, value: items };
    if (seen.has(next)) return refused("transient", "The provider's pages lead in a circle");
    seen.add(next);
  }
  if (isPartEnough) return loaded(items);
  return refused("invalid", `The provider's list is too long to read: more than ${items.length} entries`);
}
