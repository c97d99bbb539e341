import { z } from "zod";
import type { Account } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ApiKeyAuthentication, Reading } from "../kit/provider-definition.ts";

export const resendAuthentication: ApiKeyAuthentication = {
  type: "api_key",
  keyField: "api_key",
  fields: [
    {
      key: "api_key",
      label: "API key",
      type: "password",
      required: true,
      helpText:
        "Resend: API Keys. A key with full access also reaches segments and templates; one for sending only sends",
      usualPattern: "^re_[A-Za-z0-9_]+$",
      usualMessage: "Resend's keys usually begin with re_",
    },
  ],
};

const Domains = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

/** A key that may only send is answered as if it were wrong, and told apart by the name of the refusal. */
export async function identify({ api }: Pick<Reading, "api">): Promise<Loaded<Account>> {
  const domains = await api.read({ path: "/domains", query: { limit: 1 } }, Domains);
  if (domains.ok) {
    const [domain] = domains.value.data;
    return { ok: true, value: { id: domain?.id ?? "resend", label: domain?.name ?? "Resend account without domains" } };
  }
  if (domains.fault.code !== "restricted_api_key") return domains;
  const metadata = { sending_only: true };
  return { ok: true, value: { id: "sending-only", label: "Resend account (key for sending only)", metadata } };
}

/** Not asked for what the key is known not to reach. */
export function requireFullAccess({ metadata }: Settings): Loaded<undefined> {
  if (metadata["sending_only"] !== true) return { ok: true, value: undefined };
  return refused("permission", "The API key of this connection can only send: segments and lists need full access");
}
