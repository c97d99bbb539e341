import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const Templates = z.object({
  result: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The address of the next page. */
  _metadata: z.object({ next: z.string().optional() }).optional(),
});

/** The page size must be said; 200 is the most. */
const QUERY = { generations: "dynamic", page_size: 200 };

export async function loadTemplates(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const templates = await loadPages<ActionDataItem>(async (next) => {
    const page = await api.read({ path: "/v3/templates", query: { ...QUERY, page_token: next } }, Templates);
    if (!page.ok) return page;
    const { result, _metadata: more } = page.value;
    return {
      ok: true,
      value: { items: result.map(({ id, name }) => ({ id, name })), next: nextPageToken(more?.next) },
    };
  });
  if (templates.ok || templates.fault.class !== "permission") return templates;
  const message = "The API key may not list templates: it needs the scope templates.read";
  return refused("permission", message, { statusCode: templates.fault.statusCode });
}

function nextPageToken(next: string | undefined): string | undefined {
  const token = next === undefined ? null : URL.parse(next)?.searchParams.get("page_token");
  return token === null || token === "" ? undefined : token;
}
