import { asText } from "#lib/contracts/render-text.ts";
import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import { FIXED_FIELDS, FIXED_KEYS } from "./fields.ts";

type Data = Readonly<Record<string, unknown>>;
type Texts = Record<string, string>;

/** What is mapped, as AWeber takes it: texts that are not empty. */
export type Subscriber = { own: Texts; custom: Texts; ipAddress: string | undefined; tags: string[] };

export function toSubscriber(data: Data): Loaded<Subscriber> {
  const { email: _, ip_address, tags, ...rest } = data;
  const texts = Object.entries(rest)
    .map(([key, value]) => [key, asText(value).trim()] as const)
    .filter(([, value]) => value !== "");
  const problem = tooLong(data);
  if (problem !== undefined) return refused("invalid", problem);
  return loaded({
    own: Object.fromEntries(texts.filter(([key]) => FIXED_KEYS.has(key))),
    custom: Object.fromEntries(texts.filter(([key]) => !FIXED_KEYS.has(key))),
    ipAddress: publicAddress(asText(ip_address).trim()),
    tags: (Array.isArray(tags) ? tags : [tags]).map((tag) => asText(tag).trim()).filter((tag) => tag !== ""),
  });
}

function tooLong(data: Data): string | undefined {
  const field = FIXED_FIELDS.find(
    ({ key, constraints }) => asText(data[key]).trim().length > (constraints?.max_length ?? Infinity),
  );
  return field && `${field.key} has more than the ${field.constraints?.max_length} characters that AWeber accepts`;
}

const publicInternet = createAddressPolicy([]);

/** AWeber refuses the whole subscriber for a private address. */
function publicAddress(text: string): string | undefined {
  return publicInternet.isAllowed(text) ? text : undefined;
}
