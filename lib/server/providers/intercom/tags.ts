import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const Tags = z.object({ data: z.array(z.object({ id: Id, name: z.string() })) });

/** Unpaged. */
export async function loadTags(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const tags = await api.read({ path: "/tags" }, Tags);
  return tags.ok ? { ok: true, value: tags.value.data } : tags;
}
