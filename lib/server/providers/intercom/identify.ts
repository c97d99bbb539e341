import { z } from "zod";
import type { Account } from "../contract.ts";
import type { FaultClass, Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { REGIONS } from "./api.ts";

const Me = z.object({ app: z.object({ id_code: z.string(), name: z.string() }) });

/** What a region says about the token of another one. */
const NOT_HERE: readonly FaultClass[] = ["auth_failed", "permission", "target_gone"];

/** Asks one region after the other, and keeps the one that knows the token. An operator's address stands for all. */
export async function identify({ api, settings, operator }: Reading): Promise<Loaded<Account>> {
  const isKnown = ([region]: [string, string]) => region === settings.metadata["region"];
  const [first = HOME, ...others] = Object.entries(REGIONS).toSorted((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
  let account = await ask(api, first);
  for (const region of operator.apiUrl === undefined ? others : []) {
    if (account.ok || !NOT_HERE.includes(account.fault.class)) break;
    account = await ask(api, region);
  }
  return account;
}

const HOME: [string, string] = ["US", REGIONS.US];

async function ask(api: ProviderApi, [region, baseUrl]: [string, string]): Promise<Loaded<Account>> {
  const me = await api.read({ path: "/me", baseUrl }, Me);
  if (!me.ok) return me;
  const { id_code: id, name } = me.value.app;
  return { ok: true, value: { id, label: name === "" ? id : name, metadata: { region } } };
}
