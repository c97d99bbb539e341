import { asText } from "#lib/contracts/render-text.ts";
import { objectAt } from "../kit/contact-data.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";

type Data = Readonly<Record<string, unknown>>;
export type Identity = { userId: string } | { anonymousId: string };

/** Who the event is about; the e-mail address serves as an id when there is no other. */
export function resolveIdentity(data: Data): Loaded<Identity> {
  const [userId, anonymousId, email] = ["userId", "anonymousId", "email"].map((key) => asText(data[key]).trim());
  if (userId) return loaded({ userId });
  if (anonymousId) return loaded({ anonymousId });
  if (email) return loaded({ userId: email });
  return refused(
    "mapping",
    "The mapping gives no value for userId, anonymousId or email, one of which finds the person",
  );
}

const OF_THE_CALL = new Set(["userId", "anonymousId", "properties", "traits"]);

export function collectTraits(data: Data): Loaded<Record<string, unknown>> {
  const traits = objectAt(data, "traits");
  if (!traits.ok) return traits;
  const own = Object.entries(data).filter(([key]) => !OF_THE_CALL.has(key));
  return loaded({ ...traits.value, ...Object.fromEntries(own) });
}
