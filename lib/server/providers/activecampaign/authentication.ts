import type { UrlCheck } from "../contract.ts";
import type { ApiKeyAuthentication, NormalizedSettings } from "../kit/provider-definition.ts";

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
      patternMessage: "An address that begins with https://",
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
  const msg = isPlain ? isAllowed(url.origin) : "An address that begins with https://";
  if (!isPlain || msg !== undefined) {
    return { ok: false, problems: [{ param: "metadata.api_url", msg: msg ?? "Not allowed" }] };
  }
  return { ok: true, values: { ...values, api_url: url.origin } };
}
