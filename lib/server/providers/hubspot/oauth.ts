import { z } from "zod";
import type { Account } from "../contract.ts";
import type { Loaded } from "../kit/fault.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { tokenReader } from "../kit/token-answer.ts";
import { OAUTH, API_URL } from "./api.ts";

const Details = z.object({ portalId: z.int() });
const Introspection = z.object({ hub_domain: z.string().min(1) });

/** The first request proves that the token works, and only the second one knows the account by a name. */
export async function identify(reading: Reading): Promise<Loaded<Account>> {
  const details = await reading.api.read({ path: "/account-info/2026-03/details" }, Details);
  if (!details.ok) return details;
  const id = String(details.value.portalId);
  const { account_id: knownId, account_label: knownLabel } = reading.settings.metadata;
  const label = knownId === id && typeof knownLabel === "string" ? knownLabel : await askName(reading, id);
  return { ok: true, value: { id, label } };
}

/** A name is a courtesy: who is connected already must not fail for it, so the account's number stands in for it. */
async function askName({ api, operator }: Reading, id: string): Promise<string> {
  const { clientId = "", clientSecret = "" } = operator;
  const introspection = await api.read(
    {
      method: "POST",
      path: `${OAUTH}/token/introspect`,
      form: (token) => ({ token, token_type_hint: "access_token", client_id: clientId, client_secret: clientSecret }),
    },
    Introspection,
  );
  return introspection.ok ? introspection.value.hub_domain : `Account ${id}`;
}

/** The OAuth API of 2026-03: `/oauth/v1` is switched off on 2027-02-16. Everything goes in the body of the form. */
export const hubspotOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://app.hubspot.com/oauth/authorize",
    tokenUrl: `${API_URL}${OAUTH}/token`,
    revocation: { url: `${API_URL}${OAUTH}/token/revoke`, token: "refresh", authenticate: "body" },
  }),
  scopes: [
    { name: "oauth", unlocks: "required to connect" },
    { name: "crm.objects.contacts.read", unlocks: "finding contacts" },
    { name: "crm.objects.contacts.write", unlocks: "creating and updating contacts" },
    { name: "crm.lists.read", unlocks: "choosing lists" },
    { name: "crm.lists.write", unlocks: "adding contacts to lists and removing them" },
    { name: "crm.schemas.contacts.read", unlocks: "mapping fields and choosing properties" },
  ],
  scopesIn: "request",
  scopeSeparator: " ",
  pkce: "S256",
  clientAuthentication: "body",
  refresh: "refresh_token",
  // Beside RFC 6749 it answers {status: "BAD_REFRESH_TOKEN", message} as its older API did.
  readTokens: tokenReader({
    refusalOf: ({ error, status, message }) =>
      typeof error !== "string" && typeof status === "string"
        ? { code: status, message: typeof message === "string" ? message : undefined }
        : undefined,
    final: ["BAD_REFRESH_TOKEN"],
  }),
};
