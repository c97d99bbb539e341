import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { PERSON_FIELDS } from "./api.ts";

const PAGE = 500;

const PersonField = z.object({
  field_name: z.string(),
  field_code: z.string(),
  field_type: z.string(),
  options: z
    .array(z.object({ id: Id, label: z.string() }))
    .nullish()
    .transform((options) => options ?? []),
  is_custom_field: z.boolean().default(false),
});
export type PersonField = z.infer<typeof PersonField>;

const PersonFields = z.object({
  data: z.array(PersonField),
  additional_data: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

export function loadPersonFields(api: ProviderApi): Promise<Loaded<PersonField[]>> {
  return loadPages(async (cursor) => {
    const page = await api.read({ path: PERSON_FIELDS, query: { limit: PAGE, cursor } }, PersonFields);
    if (!page.ok) return page;
    const { data, additional_data: more } = page.value;
    return { ok: true, value: { items: data, next: more?.next_cursor ?? undefined } };
  });
}
