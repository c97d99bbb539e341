import { z } from "zod";
import type { UrlCheck } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { ApiKeyAuthentication, NormalizedSettings, ProviderAction } from "../kit/provider-definition.ts";
import { listActions, tagActions } from "./actions.ts";
import { activecampaignErrors } from "./api.ts";
import { findOrCreatePerson } from "./contact.ts";
import { loadLists, loadTags, FIXED_FIELDS, loadFields } from "./fields.ts";

export const activecampaignAuthentication: ApiKeyAuthentication = {
  type: "api_key",
  keyField: "api_key",
  hostField: "api_url",
  fields: [
    {
      key: "api_url",
      label: "API URL",
      type: "text",
      required: true,
      validate: "url",
      helpText: "ActiveCampaign: Settings, Developer. Such as https://youraccount.api-us1.com",
      pattern: "^https://[^\\s/]+",
      patternMessage: "A URL that starts with https://",
    },
    {
      key: "api_key",
      label: "API key",
      type: "password",
      required: true,
      helpText: "ActiveCampaign: Settings, Developer, below the URL. Every user has one",
      usualPattern: "^[a-f0-9]{72}$",
      usualMessage: "ActiveCampaign's keys usually have 72 characters from 0 to 9 and a to f",
    },
  ],
  normalize: toOrigin,
};

/**
 * The address is the one that the account shows; ActiveCampaign lists no hosts, and the address policy judges it as any
 * other. People copy it with `/`, `/api`, `/api/3` or `/admin` behind it; only its origin counts.
 */
function toOrigin(values: Readonly<Record<string, string>>, isAllowed: UrlCheck): NormalizedSettings {
  const url = URL.parse(values["api_url"] ?? "");
  const isPlain = url !== null && url.protocol === "https:" && url.username === "" && url.password === "";
  const msg = isPlain ? isAllowed(url.origin) : "A URL that starts with https://";
  if (!isPlain || msg !== undefined) {
    return { ok: false, problems: [{ param: "metadata.api_url", msg: msg ?? "Not allowed" }] };
  }
  return { ok: true, values: { ...values, api_url: url.origin } };
}

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
    "An unpaid account answers 402. Deliveries then fail, and the connection stays active.",
    "The tags of a contact are at `/contacts/{id}/contactTags`, which no specification has. Without it tags are not removed, and the delivery says so.",
    "The lists of a contact are at `/contacts/{id}/contactLists`, with status 2 for who has opted out and 3 for who bounces.",
    "Several choices of a field are sent between double bars, and an empty text empties any field.",
  ],
  onAmbiguous: "retry",
});
