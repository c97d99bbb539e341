import { z } from "zod";
import type { Account } from "../definition.ts";
import type { Loaded } from "../fault.ts";
import type { Reading } from "../provider/provider-definition.ts";
import { OAUTH } from "./api.ts";

const Details = z.object({ portalId: z.int() });
const Introspection = z.object({ hub_domain: z.string().min(1).optional() });

/** The first request proves that the token works; only the second knows the account by a name. */
export async function identify({ api, operator }: Reading): Promise<Loaded<Account>> {
  const details = await api.read({ path: "/account-info/v3/details" }, Details);
  if (!details.ok) return details;
  const id = String(details.value.portalId);
  const { clientId = "", clientSecret = "" } = operator;
  const introspection = await api.read(
    {
      method: "POST",
      path: `${OAUTH}/token/introspect`,
      form: (token) => ({ token, token_type_hint: "access_token", client_id: clientId, client_secret: clientSecret }),
    },
    Introspection,
  );
  if (!introspection.ok) return introspection;
  return { ok: true, value: { id, label: introspection.value.hub_domain ?? `Account ${id}` } };
}
