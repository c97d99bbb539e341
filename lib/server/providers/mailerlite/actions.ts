import { z } from "zod";
import { isNumber, type ExactNumber } from "#lib/contracts/exact-json.ts";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail } from "../kit/contact-data.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";

const GROUP = { kind: "simple", key: "groups", field: "id", label: "Group", noun: "group", required: true } as const;

export const mailerliteActions: Record<string, ProviderAction> = {
  add_to_group: {
    label: "Add to group",
    noun: "group",
    description: "Creates or updates the subscriber with the mapped fields, in a group",
    inputs: [GROUP],
    perform: addToGroup,
  },
  remove_from_group: {
    label: "Remove from group",
    noun: "group",
    description: "Takes the subscriber out of a group",
    inputs: [GROUP],
    perform: removeFromGroup,
  },
};

/** One call makes or updates the subscriber. `status` is never sent: it would subscribe again who has opted out. */
async function addToGroup({ api, metadata, data }: ActionRun): Promise<ActionResult> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const { email: _, ...rest } = data;
  const fields = Object.entries(rest).map(([key, value]) => [key, fieldValue(value)] as const);
  const json = {
    email: email.value,
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
    groups: [metadata.id],
  };
  return api.send({ method: "POST", path: "/subscribers", json });
}

/** Fields are texts, numbers and dates; nothing empties one. */
function fieldValue(value: unknown): string | number | ExactNumber | null {
  return isNumber(value) || value === null ? value : asText(value);
}

/** Ids have 18 digits, more than a number holds. */
const Subscriber = z.object({ data: z.object({ id: z.string().min(1) }) });

async function removeFromGroup({ api, metadata, data }: ActionRun): Promise<ActionResult> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const found = await api.read({ path: `/subscribers/${encodeURIComponent(email.value)}` }, Subscriber);
  if (!found.ok) return isAbsent(found) ? { ok: true, note: "there is no such subscriber" } : found;
  const { id } = found.value.data;
  const path = `/subscribers/${encodeURIComponent(id)}/groups/${encodeURIComponent(metadata.id ?? "")}`;
  const removed = await api.send({ method: "DELETE", path });
  return isAbsent(removed) ? { ok: true, note: "the subscriber is not in the group" } : removed;
}

function isAbsent(result: ActionResult): boolean {
  return !result.ok && result.fault.statusCode === 404;
}
