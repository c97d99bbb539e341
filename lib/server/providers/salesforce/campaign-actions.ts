import { requireEmail } from "../kit/contact-data.ts";
import type { ActionResult, ActionRun } from "../kit/provider-definition.ts";
import { DATA } from "./api.ts";
import { findContact } from "./contact.ts";
import { findOrCreatePerson } from "./find-or-create-person.ts";
import { firstId, literal } from "./soql.ts";

const MEMBER = `${DATA}/sobjects/CampaignMember`;

export async function addToCampaign(run: ActionRun): Promise<ActionResult> {
  const contact = await findOrCreatePerson(run, (mapped) => mapped);
  if (!contact.ok) return contact;
  const json = { CampaignId: run.metadata.id, ContactId: contact.value };
  const added = await run.api.send({ method: "POST", path: MEMBER, json });
  if (added.ok || added.fault.code !== "DUPLICATE_VALUE") return added;
  return { ok: true, note: "the contact is a member already" };
}

export async function removeFromCampaign({ api, metadata, data }: ActionRun): Promise<ActionResult> {
  const email = requireEmail(data, "Email");
  if (!email.ok) return email;
  const contact = await findContact(api, email.value);
  if (!contact.ok) return contact;
  if (contact.value === undefined) return { ok: true, note: "there is no such contact" };
  const isMember = `CampaignId = ${literal(metadata.id ?? "")} AND ContactId = ${literal(contact.value)}`;
  const member = await firstId(api, `SELECT Id FROM CampaignMember WHERE ${isMember}`);
  if (!member.ok) return member;
  if (member.value === undefined) return { ok: true, note: "the contact is no member" };
  const removed = await api.send({ method: "DELETE", path: `${MEMBER}/${encodeURIComponent(member.value)}` });
  if (removed.ok || removed.fault.statusCode !== 404) return removed;
  return { ok: true, note: "the contact is no member any more" };
}
