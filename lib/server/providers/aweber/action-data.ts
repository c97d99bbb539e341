import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Account } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { Reading } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const Accounts = z.object({ entries: z.array(z.object({ id: Id, company: z.string().nullish() })) });

export async function identify(api: ProviderApi): Promise<Loaded<Account>> {
  const accounts = await api.read({ path: "/accounts" }, Accounts);
  if (!accounts.ok) return accounts;
  const [account] = accounts.value.entries;
  if (account === undefined) return refused("invalid", "AWeber shows no account to this user");
  return loaded({ id: account.id, label: account.company || `AWeber account ${account.id}` });
}

/** Everything is below the account, which is known from connecting. */
export function listsPath({ metadata }: Settings): Loaded<string> {
  const id = metadata["account_id"];
  if (typeof id === "string" && id !== "") return loaded(`/accounts/${encodeURIComponent(id)}/lists`);
  return refused("auth_failed", "The connection does not know its AWeber account: connect it again");
}

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

const List = z.object({ id: Id, name: z.string() });

export async function loadLists({ api, settings }: Reading): Promise<Loaded<ActionDataItem[]>> {
  const path = listsPath(settings);
  return path.ok ? loadAll(api, path.value, List) : path;
}
