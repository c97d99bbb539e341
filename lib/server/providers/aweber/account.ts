import { z } from "zod";
import type { Account } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
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
