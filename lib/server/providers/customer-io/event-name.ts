import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";

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
