import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { LISTS } from "./api.ts";
import { loadContactProperties } from "./fields.ts";

const PAGE = 500;
/** All keys are required, the empty ones too. Contacts can be put into these two kinds of lists only. */
const SEARCH = {
  query: "",
  count: PAGE,
  processingTypes: ["MANUAL", "SNAPSHOT"],
  objectTypeId: "0-1",
  listIds: [],
  additionalProperties: [],
};

const Lists = z.object({
  lists: z.array(z.object({ listId: z.string(), name: z.string() })),
  hasMore: z.boolean(),
  offset: z.int(),
});

export function loadLists(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  return loadPages(async (next = "0") => {
    const json = { ...SEARCH, offset: Number(next) };
    const page = await api.read({ method: "POST", path: `${LISTS}/search`, json }, Lists);
    if (!page.ok) return page;
    const { lists, hasMore, offset } = page.value;
    const items = lists.map(({ listId, name }) => ({ id: listId, name }));
    return { ok: true, value: { items, next: hasMore ? String(offset) : undefined } };
  });
}

/** Those with a set of values to choose from. */
export async function loadProperties(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const properties = await loadContactProperties(api);
  if (!properties.ok) return properties;
  const chosen = properties.value.filter(({ type }) => type === "enumeration");
  return {
    ok: true,
    value: chosen.map(({ name, label, options }) => ({
      id: name,
      name: label,
      options: options.map(({ value, label: text }) => ({ value, label: text })),
    })),
  };
}
