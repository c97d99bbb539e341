import type { Account } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

/**
 * No request of this API only reads. An event without a person and a name changes nothing: it is refused with 401 for a
 * bad key, and with 400 for a good one [from memory: verify live].
 */
export async function identify(api: ProviderApi, { metadata }: Settings): Promise<Loaded<Account>> {
  const answer = await api.send({ method: "POST", path: "/track", json: { type: "track" } });
  if (answer.ok) {
    const message = "Customer.io took what it must refuse, so the API key could not be checked";
    return refused("transient", message, { statusCode: answer.value.status });
  }
  if (answer.fault.statusCode !== 400) return answer;
  const region = String(metadata["region"]);
  return { ok: true, value: { id: region, label: `Customer.io workspace (${region})` } };
}
