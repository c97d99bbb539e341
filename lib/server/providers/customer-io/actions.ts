import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { objectAt } from "../kit/contact-data.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { eventName, readOverride } from "./event-name.ts";
import { resolveIdentity, collectTraits } from "./person.ts";

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
        description: "What the event is called at Customer.io, if not what it is called here",
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
  return isTooLarge ? refused("invalid", "Customer.io takes at most 32 KB: map less into the event") : loaded(calls);
}
