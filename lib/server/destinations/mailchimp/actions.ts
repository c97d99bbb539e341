import { createHash } from "node:crypto";
import { requireEmail } from "../provider/contact-data.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../provider/provider-definition.ts";
import { MEMBER_KEYS } from "./fields.ts";

const AUDIENCE = {
  kind: "simple",
  key: "lists",
  field: "id",
  label: "Audience",
  noun: "audience",
  required: true,
} as const;

export const mailchimpActions: Record<string, ProviderAction> = {
  add_to_list: {
    label: "Add to audience",
    noun: "audience",
    description: "Subscribes the contact to an audience, and updates the mapped fields of one who is there already",
    inputs: [AUDIENCE],
    perform: addToList,
  },
  remove_from_list: {
    label: "Remove from audience",
    noun: "audience",
    description: "Unsubscribes the contact from an audience",
    inputs: [AUDIENCE],
    perform: removeFromList,
  },
};

/** `status` is never sent: it would subscribe people again who have opted out. */
async function addToList({ api, metadata, data }: ActionRun): Promise<ActionResult> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const { email: _, ...fields } = data;
  const own = Object.entries(fields).filter(([key]) => MEMBER_KEYS.has(key));
  const merge = Object.entries(fields).filter(([key]) => !MEMBER_KEYS.has(key));
  return api.send({
    method: "PUT",
    path: memberPath(metadata.id, email.value),
    // Required merge fields bind the audience's forms; a contact without a birthday is still a subscriber.
    query: { skip_merge_validation: "true" },
    json: {
      email_address: email.value,
      status_if_new: "subscribed",
      ...Object.fromEntries(own),
      ...(merge.length === 0 ? {} : { merge_fields: Object.fromEntries(merge) }),
    },
  });
}

async function removeFromList({ api, metadata, data }: ActionRun): Promise<ActionResult> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const json = { status: "unsubscribed" };
  const answer = await api.send({ method: "PATCH", path: memberPath(metadata.id, email.value), json });
  if (answer.ok || answer.fault.statusCode !== 404) return answer;
  return { ok: true, note: "the contact is not in the audience" };
}

/** Members are found by the MD5 of their lower-case address. */
function memberPath(list: string | undefined, email: string): string {
  const hash = createHash("md5").update(email.toLowerCase()).digest("hex");
  return `/lists/${encodeURIComponent(list ?? "")}/members/${hash}`;
}
