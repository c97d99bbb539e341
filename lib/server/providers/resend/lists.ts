import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const PAGE = 100;

/** A list in full; each page is asked for by the last id of the one before. */
export function loadAll<S extends z.ZodType<{ id: string }>>(
  api: ProviderApi,
  path: string,
  item: S,
): Promise<Loaded<z.output<S>[]>> {
  const Page = z.object({ data: z.array(item), has_more: z.boolean().default(false) });
  return loadPages(async (after) => {
    const page = await api.read({ path, query: { limit: PAGE, after } }, Page);
    if (!page.ok) return page;
    const { data: items, has_more: hasMore } = page.value;
    return { ok: true, value: { items, next: hasMore ? items.at(-1)?.id : undefined } };
  });
}
