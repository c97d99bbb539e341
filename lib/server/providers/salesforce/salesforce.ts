import { z } from "zod";
import type { Account } from "../contract.ts";
import { defineProvider } from "../kit/define-provider.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { loadCampaigns, loadProperties } from "./action-data.ts";
import { salesforceActions } from "./actions.ts";
import { USERINFO, salesforceErrors, query } from "./api.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { salesforceOAuth } from "./oauth.ts";

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

/**
 * REST API v62.0. Nothing keeps two contacts from having one address, so one delivery of a connection at a time finds or
 * creates; the daily allowance of an organization (100,000 requests, some 1.2 a second) is no faster.
 */
export const salesforce = defineProvider({
  type: "salesforce",
  name: "Salesforce",
  authentication: { type: "oauth", oauth: salesforceOAuth },
  connect: ({ settings, operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? String(settings.metadata["instance_url"]),
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: salesforceErrors,
  identify,
  actions: salesforceActions,
  actionData: { campaigns: ({ api }) => loadCampaigns(api), properties: ({ api }) => loadProperties(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  limits: { concurrency: 1, requestsPerDelivery: 3 },
  unseen: [
    "A campaign that was deleted is refused with `ENTITY_IS_DELETED` or `INVALID_CROSS_REFERENCE_KEY`. Otherwise the rule is not marked as broken.",
    "The identity service answers an expired token with 403 and `Bad_OAuth_Token`.",
  ],
  onAmbiguous: "retry",
});
