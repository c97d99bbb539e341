import { z } from "zod";
import type { ActionInput } from "#lib/contracts/integrations.ts";
import { asText } from "#lib/contracts/render-text.ts";
import { type Loaded, loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
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

export type NewStatus = "pending" | "subscribed";

export const OPT_IN_INPUT = {
  kind: "field",
  key: "double_opt_in",
  field: "double_opt_in",
  label: "Double opt-in",
  type: "select",
  description: "Whether new contacts must confirm by a mail of Mailchimp's before they are subscribed",
  defaultValue: "audience",
  options: [
    { value: "audience", label: "As the audience is set up" },
    { value: "always", label: "Always" },
    { value: "never", label: "Never" },
  ],
} as const satisfies ActionInput;

const CHOSEN: Readonly<Record<string, NewStatus>> = { always: "pending", never: "subscribed" };

/** The status that a new member gets. The audience's own setting is asked for, and remembered for an hour. */
export async function statusIfNew({ api, metadata, memory, now }: ActionRun): Promise<Loaded<NewStatus>> {
  const chosen = CHOSEN[asText(metadata[OPT_IN_INPUT.field])];
  if (chosen !== undefined) return loaded(chosen);
  const list = metadata.id ?? "";
  const key = `opt-in of ${list}`;
  const known = Remembered.safeParse(parsed(await memory.recall(key)));
  if (known.success && known.data.until > now.getTime()) return loaded(known.data.status);
  const audience = await api.read({ path: `/lists/${encodeURIComponent(list)}`, query: FIELDS }, Audience);
  if (!audience.ok) return audience;
  const status = audience.value.double_optin ? "pending" : "subscribed";
  await memory.remember(key, JSON.stringify({ status, until: now.getTime() + KEPT_MS }));
  return loaded(status);
}

const KEPT_MS = 3_600_000;
const FIELDS = { fields: "double_optin" };
const Audience = z.object({ double_optin: z.boolean() });
const Remembered = z.object({ status: z.enum(["pending", "subscribed"]), until: z.number() });

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
