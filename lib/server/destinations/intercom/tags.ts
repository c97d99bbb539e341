import { z } from "zod";
import type { ActionDataItem } from "../../../contracts/action-data.ts";
import type { Loaded } from "../fault.ts";
import { Id } from "../provider/id.ts";
import type { ProviderApi } from "../provider/provider-api.ts";

const Tags = z.object({ data: z.array(z.object({ id: Id, name: z.string() })) });

/** Unpaged. */
export async function loadTags(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const tags = await api.read({ path: "/tags" }, Tags);
  return tags.ok ? { ok: true, value: tags.value.data } : tags;
}
