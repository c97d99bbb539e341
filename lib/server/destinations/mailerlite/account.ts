import { z } from "zod";
import type { Account } from "../definition.ts";
import type { Loaded } from "../fault.ts";
import { Id } from "../provider/id.ts";
import type { ProviderApi } from "../provider/provider-api.ts";

const AccountData = z.object({ id: Id, name: z.string().min(1) });
const Accounts = z.object({ data: z.union([AccountData, z.tuple([AccountData], z.unknown())]) });
const UNNAMED: Account = { id: "unknown", label: "MailerLite account" };

/**
 * Whose token it is [/accounts is known from MailerLite's own command line tool, its answer from memory: verify live].
 * Where there is no such thing, a token that reads groups is good, too.
 */
export async function identify(api: ProviderApi): Promise<Loaded<Account>> {
  const answer = await api.send({ path: "/accounts" });
  if (answer.ok) return { ok: true, value: accountIn(answer.value.json) };
  if (answer.fault.statusCode !== 404) return answer;
  const groups = await api.send({ path: "/groups", query: { limit: 1 } });
  return groups.ok ? { ok: true, value: UNNAMED } : groups;
}

function accountIn(json: unknown): Account {
  const parsed = Accounts.safeParse(json);
  if (!parsed.success) return UNNAMED;
  const { data } = parsed.data;
  const { id, name } = Array.isArray(data) ? data[0] : data;
  return { id, label: name };
}
