import { z } from "zod";
import type { Settings } from "../kit/access.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { ProviderAction } from "../kit/provider-definition.ts";
import { activecampaignAuthentication } from "./authentication.ts";
import { loadLists, loadTags } from "./choices.ts";
import { findOrCreatePerson } from "./contact.ts";
import { activecampaignErrors } from "./errors.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";
import { listActions } from "./list-actions.ts";
import { tagActions } from "./tag-actions.ts";

export const activecampaignActions: Record<string, ProviderAction> = {
  ...listActions,
  ...tagActions,
  sync_contact: {
    label: "Sync contact",
    noun: "contact",
    description: "Creates or updates the contact with the mapped fields",
    inputs: [],
    perform: findOrCreatePerson,
  },
};

const Me = z.object({ user: z.object({ username: z.string(), email: z.string().optional() }) });

const accountAddress = ({ metadata }: Settings) => String(metadata["api_url"]);

/** API 3. The account is where its address leads; its limit of 5 requests a second is shared by all of its keys. */
export const activecampaign = defineProvider({
  type: "activecampaign",
  name: "ActiveCampaign",
  authentication: activecampaignAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? `${accountAddress(settings)}/api/3`,
    auth: { "api-token": settings.secrets["api_key"] ?? "" },
  }),
  errors: activecampaignErrors,
  identify: async ({ api, settings }) => {
    const me = await api.read({ path: "/users/me" }, Me);
    if (!me.ok) return me;
    const { username, email } = me.value.user;
    const host = new URL(accountAddress(settings)).hostname;
    return { ok: true, value: { id: host, label: `${host} (${email ?? username})` } };
  },
  actions: activecampaignActions,
  actionData: { lists: ({ api }) => loadLists(api), tags: ({ api }) => loadTags(api) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  limits: { rate: { requests: 5, perMs: 1000, scope: "connection" }, requestsPerDelivery: 3 },
  unseen: [
    "An account that was not paid for answers 402. Deliveries then fail, and the connection stays on.",
    "The tags of a contact are at `/contacts/{id}/contactTags`, which no specification has. Without it tags are not removed, and the delivery says so.",
    "The lists of a contact are at `/contacts/{id}/contactLists`, with status 2 for who has opted out and 3 for who bounces.",
    "Several choices of a field are sent between double bars, and an empty text empties any field.",
  ],
  onAmbiguous: "retry",
});
