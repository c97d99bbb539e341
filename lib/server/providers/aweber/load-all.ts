import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const FIRST_PAGE = "ws.size=100&ws.start=0";

/** Every entry of a collection. Of the link to the next page only the query is followed: it leads nowhere else. */
export function loadAll<S extends z.ZodType>(api: ProviderApi, path: string, entry: S): Promise<Loaded<z.output<S>[]>> {
  const Page = z.object({ entries: z.array(entry), next_collection_link: z.string().nullish() });
  return loadPages(async (next = FIRST_PAGE) => {
    const page = await api.read({ path, query: Object.fromEntries(new URLSearchParams(next)) }, Page);
    if (!page.ok) return page;
    const { entries, next_collection_link: link } = page.value;
    return { ok: true, value: { items: entries, next: link ? link.slice(link.indexOf("?") + 1) : undefined } };
  });
}
