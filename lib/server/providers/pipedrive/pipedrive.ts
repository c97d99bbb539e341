import { z } from "zod";
import type { Account } from "../contract.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { loadLabels, loadProperties } from "./action-data.ts";
import { pipedriveActions } from "./actions.ts";
import { ME, pipedriveErrors } from "./api.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { pipedriveOAuth } from "./oauth.ts";

const Me = z.object({ data: z.object({ id: Id, company_id: Id, company_name: z.string() }) });

/** The notice of an uninstallation names the company and the user, so both are kept. */
export async function identify({ api }: Reading): Promise<Loaded<Account>> {
  const me = await api.read({ path: ME }, Me);
  if (!me.ok) return me;
  const { id: user, company_id: company, company_name: label } = me.value.data;
  return { ok: true, value: { id: company, label, metadata: { company_id: company, user_id: user } } };
}

/**
 * API v2. One delivery of a connection at a time: labels are read and written back, and the search does not find a
 * person who has just been created. The smallest plan takes 80 requests and 10 searches in 2 s; a delivery searches once.
 */
export const pipedrive = defineProvider({
  type: "pipedrive",
  name: "Pipedrive",
  authentication: { type: "oauth", oauth: pipedriveOAuth },
  connect: ({ settings, operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? String(settings.metadata["api_domain"]),
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: pipedriveErrors,
  identify,
  actions: pipedriveActions,
  actionData: { labels: ({ api }) => loadLabels(api), properties: ({ api }) => loadProperties(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  // The most: the kinds of fields, a person who is gone, the search, the person, and the change.
  limits: { concurrency: 1, rate: { requests: 50, perMs: 2000, scope: "connection" }, requestsPerDelivery: 5 },
  unseen: [
    "A grant is revoked at `oauth.pipedrive.com/oauth/revoke`. Otherwise it remains after disconnecting, until the app is uninstalled.",
    "A 403 that is not JSON is the firewall's, after too many requests, and is waited out.",
    "Labels are the choices of the person field `label_ids`, or of `label`.",
    "Null empties a custom field, and a text field has 255 characters at most.",
  ],
  onAmbiguous: "retry",
});
