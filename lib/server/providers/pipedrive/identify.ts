import { z } from "zod";
import type { Account } from "../contract.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { ME } from "./api.ts";

const Me = z.object({ data: z.object({ id: Id, company_id: Id, company_name: z.string() }) });

/** The notice of an uninstallation names the company and the user, so both are kept. */
export async function identify({ api }: Reading): Promise<Loaded<Account>> {
  const me = await api.read({ path: ME }, Me);
  if (!me.ok) return me;
  const { id: user, company_id: company, company_name: label } = me.value.data;
  return { ok: true, value: { id: company, label, metadata: { company_id: company, user_id: user } } };
}
