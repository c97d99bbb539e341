import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const PAGE = 1000;
const Lists = z.object({
  lists: z.array(z.object({ id: z.string(), name: z.string() })),
  total_items: z.int(),
});

export function loadAudiences(api: ProviderApi): Promise<Loaded<{ id: string; name: string }[]>> {
  return loadPages(async (next = "0") => {
    const query = { count: PAGE, offset: next, fields: "lists.id,lists.name,total_items" };
    const page = await api.read({ path: "/lists", query }, Lists);
    if (!page.ok) return page;
    const { lists, total_items: total } = page.value;
    const after = Number(next) + lists.length;
    return { ok: true, value: { items: lists, next: after < total && lists.length > 0 ? String(after) : undefined } };
  });
}
