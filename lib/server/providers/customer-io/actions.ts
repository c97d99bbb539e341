import { asText } from "#lib/contracts/render-text.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { objectAt } from "../kit/contact-data.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";

/** Events of these names delete, suppress or change people and things at Customer.io, whatever the sender meant. */
const ACTING = [
  "User Deleted",
  "User Suppressed",
  "User Unsuppressed",
  "Device Created or Updated",
  "Device Deleted",
  "Relationship Deleted",
  "Object Deleted",
  "Report Delivery Event",
];
const ACTING_NAMES = new Set(ACTING.map((name) => name.toLowerCase()));

export function readOverride(metadata: RuleMetadata): string | undefined {
  const override = metadata["event_name_override"];
  return typeof override === "string" && override.trim() !== "" ? override.trim() : undefined;
}

/** The name that an event has at Customer.io. */
export function eventName(metadata: RuleMetadata, event: string): Loaded<string> {
  const name = readOverride(metadata) ?? event;
  if (!ACTING_NAMES.has(name.trim().toLowerCase())) return loaded(name);
  return refused("invalid", `Customer.io acts on events called ${name}: give the rule another event name`);
}

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

export const customerIoActions: Record<string, ProviderAction> = {
  track_event: {
    label: "Track event",
    noun: "event",
    description: "Creates or updates the person with the mapped traits, and records the event",
    inputs: [
      {
        kind: "field",
        key: "event_name_override",
        field: "event_name_override",
        label: "Event name",
        type: "text",
        description: "The event's name at Customer.io, if it differs from the name here",
      },
    ],
    perform: trackEvent,
    check: (_reading, metadata) => Promise.resolve(checkOverride(metadata)),
  },
};

function checkOverride(metadata: RuleMetadata): Loaded<undefined> {
  const override = readOverride(metadata);
  const name = override === undefined ? loaded("") : eventName(metadata, override);
  return name.ok ? loaded(undefined) : name;
}

/** Two calls and not one batch. Both are checked before the first is sent. */
async function trackEvent(run: ActionRun): Promise<ActionResult> {
  const calls = planCalls(run);
  if (!calls.ok) return calls;
  const identified = await run.api.send({ method: "POST", path: "/identify", json: calls.value.identify });
  if (!identified.ok) return identified;
  return run.api.send({ method: "POST", path: "/track", json: calls.value.track });
}

type Calls = { identify: object; track: object };

function planCalls({ data, event, metadata, ruleEventId }: ActionRun): Loaded<Calls> {
  const identity = resolveIdentity(data);
  if (!identity.ok) return identity;
  const traits = collectTraits(data);
  if (!traits.ok) return traits;
  const properties = objectAt(data, "properties");
  if (!properties.ok) return properties;
  const name = eventName(metadata, event.event);
  if (!name.ok) return name;
  const timestamp = event.createdAt.toISOString();
  const identify = { ...identity.value, traits: traits.value, type: "identify", timestamp };
  const track = {
    ...identity.value,
    event: name.value,
    properties: properties.value,
    type: "track",
    timestamp,
    // The same for every attempt, so that a repetition is recognized [from memory: verify live].
    messageId: ruleEventId,
  };
  return sized({ identify, track });
}

const CALL_BYTES_MAX = 32 * 1024;

function sized(calls: Calls): Loaded<Calls> {
  const isTooLarge = Object.values(calls).some((call) => Buffer.byteLength(JSON.stringify(call)) > CALL_BYTES_MAX);
  return isTooLarge ? refused("invalid", "Customer.io accepts at most 32 KB: map less into the event") : loaded(calls);
}
