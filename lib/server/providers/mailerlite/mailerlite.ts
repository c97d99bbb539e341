import { z } from "zod";
import type { Account } from "../contract.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { Loaded } from "../kit/fault.ts";
import { parseJson } from "../kit/parse-json.ts";
import type { ApiKeyAuthentication, Reading } from "../kit/provider-definition.ts";
import { mailerliteActions } from "./actions.ts";
import { mailerliteErrors, loadAll } from "./api.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";

export const mailerliteAuthentication: ApiKeyAuthentication = {
  type: "api_key",
  keyField: "api_key",
  fields: [
    {
      key: "api_key",
      label: "API token",
      type: "password",
      required: true,
      helpText:
        "MailerLite: Integrations, MailerLite API, Generate new token. It stops working when the user who created it is removed",
      usualPattern: "^eyJ[A-Za-z0-9_.-]+$",
      usualMessage: "Tokens of the new MailerLite usually begin with eyJ; keys of MailerLite Classic do not work",
    },
  ],
};

const UNNAMED: Account = { id: "unknown", label: "MailerLite account" };

/** No endpoint says whose token it is. One that reads groups is good, and names its owner inside. */
export async function identify({ api, settings }: Reading): Promise<Loaded<Account>> {
  const groups = await api.send({ path: "/groups", query: { limit: 1 } });
  return groups.ok ? { ok: true, value: readTokenOwner(settings.secrets["api_key"] ?? "") } : groups;
}

const Claims = z.object({ sub: z.union([z.string().regex(/^[\w-]{1,64}$/), z.int().transform(String)]) });

/** The token is a JWT, whose claims anybody can read who has it; what it says is shown and nothing more. */
function readTokenOwner(token: string): Account {
  const [, claims = ""] = token.split(".");
  const parsed = Claims.safeParse(parseJson(Buffer.from(claims, "base64url").toString("utf8")));
  if (!parsed.success) return UNNAMED;
  return { id: parsed.data.sub, label: `MailerLite account (owner ${parsed.data.sub})` };
}

const Group = z.object({ id: z.string(), name: z.string() });

/** The API of the new MailerLite; MailerLite Classic is another product with other keys. */
export const mailerlite = defineProvider({
  type: "mailerlite",
  name: "MailerLite",
  authentication: mailerliteAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? "https://connect.mailerlite.com/api",
    headers: { "content-type": "application/json" },
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: mailerliteErrors,
  identify,
  actions: mailerliteActions,
  actionData: { groups: ({ api }) => loadAll(api, "/groups", Group, { sort: "name" }) },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: ({ api }) => loadFields(api) },
  limits: { rate: { requests: 120, perMs: 60_000, scope: "connection" }, requestsPerDelivery: 2 },
  unseen: [
    "A group that was deleted is refused with 422 and `groups` in the errors. Otherwise the rule is not marked as broken.",
    "A token names its owner in `sub`. Otherwise the account has no name here.",
    "Null empties a field.",
  ],
  onAmbiguous: "retry",
});
