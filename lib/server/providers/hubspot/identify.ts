import { z } from "zod";
import type { Account } from "../contract.ts";
import type { Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { OAUTH } from "./api.ts";

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
