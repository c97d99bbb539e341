import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const PAGE = 100;
const Meta = z.object({ last_page: z.int() }).optional();

/** Every entry of a list, by numbered pages. */
export function loadAll<S extends z.ZodType>(
  api: ProviderApi,
  path: string,
  entry: S,
  query: Record<string, string> = {},
): Promise<Loaded<z.output<S>[]>> {
  const Page = z.object({ data: z.array(entry), meta: Meta });
  return loadPages(async (next = "1") => {
    const page = await api.read({ path, query: { limit: PAGE, page: next, ...query } }, Page);
    if (!page.ok) return page;
    const { data, meta } = page.value;
    const isLast = meta === undefined ? data.length < PAGE : Number(next) >= meta.last_page;
    return { ok: true, value: { items: data, next: isLast ? undefined : String(Number(next) + 1) } };
  });
}
