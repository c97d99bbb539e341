import { createHash } from "node:crypto";
import { z } from "zod";
import { requireEmail } from "../kit/contact-data.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { MEMBER_KEYS } from "./fields.ts";
import { OPT_IN_INPUT, statusIfNew } from "./lists.ts";

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
    inputs: [AUDIENCE, OPT_IN_INPUT],
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
async function addToList(run: ActionRun): Promise<ActionResult> {
  const { api, metadata, data } = run;
  const email = requireEmail(data);
  if (!email.ok) return email;
  const status = await statusIfNew(run);
  if (!status.ok) return status;
  const { email: _, ...fields } = data;
  const own = Object.entries(fields).filter(([key]) => MEMBER_KEYS.has(key));
  const merge = Object.entries(fields).filter(([key]) => !MEMBER_KEYS.has(key));
  const member = await api.read(
    {
      method: "PUT",
      path: memberPath(metadata.id, email.value),
      // Required merge fields bind the audience's forms; a contact without a birthday is still a subscriber.
      query: { skip_merge_validation: "true" },
      json: {
        email_address: email.value,
        status_if_new: status.value,
        ...Object.fromEntries(own),
        ...(merge.length === 0 ? {} : { merge_fields: Object.fromEntries(merge) }),
      },
    },
    Member,
  );
  if (!member.ok) return member;
  const message = STANDING[member.value.status];
  return message === undefined ? { ok: true } : { ok: true, warnings: [{ dest: "status", message }] };
}

const Member = z.object({ status: z.string() });

/** Mailchimp answers 200 and writes the fields, whatever the member's status; only this one gets mail. */
const STANDING: Readonly<Record<string, string>> = {
  pending: "The contact gets mail once they confirm the subscription, which Mailchimp has asked them to do",
  archived: "The contact is archived in this audience and gets no mail: only Mailchimp's own pages bring them back",
  unsubscribed: "The contact has unsubscribed from this audience and gets no mail",
  cleaned: "Mail to the contact bounces, so Mailchimp took them off this audience",
  transactional: "The contact is not subscribed to this audience and gets transactional mail only",
};

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
