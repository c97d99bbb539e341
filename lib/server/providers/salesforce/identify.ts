import { z } from "zod";
import type { Account } from "../contract.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { USERINFO } from "./api.ts";
import { query } from "./soql.ts";

const UserInfo = z.object({ organization_id: z.string().min(1) });
const Organization = z.object({ Name: z.string(), IsSandbox: z.boolean().default(false) });

export async function identify({ api }: Reading): Promise<Loaded<Account>> {
  const user = await api.read({ path: USERINFO }, UserInfo);
  if (!user.ok) return user;
  const found = await query(api, { soql: "SELECT Id, Name, IsSandbox FROM Organization" }, Organization);
  if (!found.ok) return found;
  const [organization] = found.value.records;
  if (organization === undefined) return refused("transient", "Salesforce does not show the organization");
  const { Name: name, IsSandbox: isSandbox } = organization;
  return { ok: true, value: { id: user.value.organization_id, label: isSandbox ? `${name} (sandbox)` : name } };
}
