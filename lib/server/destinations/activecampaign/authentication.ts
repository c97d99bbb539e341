import type { ApiKeyAuthentication, NormalizedSettings } from "../provider/provider-definition.ts";
import type { UrlCheck } from "../definition.ts";
import { providerOrigin } from "../provider/provider-host.ts";

/**
 * Where accounts live. The address is given by ActiveCampaign and never to be built from the account's name [the regions
 * beside the first are from other people's pages: verify live].
 */
const HOST_SUFFIXES = ["api-us1.com", "activehosted.com", "api-eu1.com", "api-ca1.com"];

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
      pattern: "^[a-f0-9]{72}$",
      patternMessage: "72 characters from 0 to 9 and a to f",
    },
  ],
  normalize: toOrigin,
};

/** People copy the address with `/`, `/api`, `/api/3` or `/admin` behind it; only its origin counts. */
function toOrigin(values: Readonly<Record<string, string>>, isAllowed: UrlCheck): NormalizedSettings {
  const origin = providerOrigin(values["api_url"], HOST_SUFFIXES);
  const msg = origin.ok
    ? isAllowed(origin.value)
    : `Not an address of ActiveCampaign: https, and a host that ends with ${HOST_SUFFIXES.join(" or ")}`;
  if (!origin.ok || msg !== undefined) {
    return { ok: false, problems: [{ param: "metadata.api_url", msg: msg ?? "Not allowed" }] };
  }
  return { ok: true, values: { ...values, api_url: origin.value } };
}
