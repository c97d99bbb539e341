import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const PAGE = 100;

/** `total` is a number in a string, and not everywhere. */
export const Meta = z.object({ total: z.coerce.number().optional() }).optional();

/** `count`: how many entries a page has, of which `items` are wanted. */
type Page<T> = { items: T[]; count: number; total: number | undefined };

/** Every entry of a list, 100 at a time. */
export function loadAll<T>(api: ProviderApi, path: string, schema: z.ZodType<Page<T>>): Promise<Loaded<T[]>> {
  return loadPages(async (next = "0") => {
    const page = await api.read({ path, query: { limit: PAGE, offset: next } }, schema);
    if (!page.ok) return page;
    const { items, count, total } = page.value;
    const after = Number(next) + count;
    const hasMore = total === undefined ? count === PAGE : after < total && count > 0;
    return { ok: true, value: { items, next: hasMore ? String(after) : undefined } };
  });
}
