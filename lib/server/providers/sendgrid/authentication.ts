import { z } from "zod";
import type { Account } from "../contract.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ApiKeyAuthentication, Reading } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

export const sendgridAuthentication: ApiKeyAuthentication = {
  type: "api_key",
  keyField: "api_key",
  fields: [
    {
      key: "api_key",
      label: "API key",
      type: "password",
      required: true,
      helpText:
        "SendGrid: Settings, API Keys. Mail Send is needed; with Template Engine, read access, templates can be chosen",
      // The parts have 22 and 43 characters [from memory: verify live], which is not asked for here.
      usualPattern: "^SG\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$",
      usualMessage: "SendGrid's keys usually look like SG.….…",
    },
    {
      key: "region",
      label: "Region",
      type: "select",
      defaultValue: "global",
      helpText: "Where your SendGrid account, or subuser, is kept",
      options: [
        { label: "Global", value: "global" },
        { label: "European Union", value: "eu" },
      ],
    },
  ],
};

/** Another kind of key may be secret as a whole. */
const KEY_ID = /^SG\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/;
const Scopes = z.object({ scopes: z.array(z.string()) });

/** The key is the account: its first part is its public id, which stands in SendGrid's list of keys as well. */
export async function identify({ api, settings }: Reading): Promise<Loaded<Account>> {
  const answer = await api.read({ path: "/v3/scopes" }, Scopes);
  if (!answer.ok) return answer;
  if (!answer.value.scopes.includes("mail.send")) {
    return refused("permission", "The API key may not send mail: it needs the scope mail.send");
  }
  const tried = await trySending(api);
  if (!tried.ok) return tried;
  const id = KEY_ID.exec(settings.secrets["api_key"] ?? "")?.[1];
  if (id === undefined) return { ok: true, value: { id: "sendgrid", label: "SendGrid account" } };
  return { ok: true, value: { id, label: `SendGrid (API key ${id})` } };
}

/**
 * In the sandbox nothing is sent. A key with the scope that is refused all the same is refused for the made-up sender,
 * which is not a verified one [whether the sandbox looks at senders is from memory: verify live].
 */
async function trySending(api: ProviderApi): Promise<Loaded<unknown>> {
  const email = "sandbox@example.com";
  const json = {
    personalizations: [{ to: [{ email }] }],
    from: { email },
    subject: "Test",
    content: [{ type: "text/plain", value: "Test" }],
    mail_settings: { sandbox_mode: { enable: true } },
  };
  const tried = await api.send({ method: "POST", path: "/v3/mail/send", json });
  return !tried.ok && tried.fault.statusCode === 403 ? { ok: true, value: undefined } : tried;
}
