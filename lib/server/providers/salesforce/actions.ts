import { requireEmail } from "../kit/contact-data.ts";
import { PROPERTY_INPUT, requireProperty } from "../kit/property-input.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { DATA, firstId, literal } from "./api.ts";
import { findContact, findOrCreatePerson } from "./contact.ts";

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
  if (member.value === undefined) return { ok: true, note: "the contact is not a member" };
  const removed = await api.send({ method: "DELETE", path: `${MEMBER}/${encodeURIComponent(member.value)}` });
  if (removed.ok || removed.fault.statusCode !== 404) return removed;
  return { ok: true, note: "the contact is no longer a member" };
}

const CAMPAIGN = {
  kind: "simple",
  key: "campaigns",
  field: "id",
  label: "Campaign",
  noun: "campaign",
  required: true,
} as const;

export const salesforceActions: Record<string, ProviderAction> = {
  add_to_campaign: {
    label: "Add to campaign",
    noun: "campaign",
    description: "Creates or updates the contact, and makes it a member of the campaign",
    inputs: [CAMPAIGN],
    perform: addToCampaign,
  },
  remove_from_campaign: {
    label: "Remove from campaign",
    noun: "campaign",
    description: "Removes the contact from the members of the campaign",
    inputs: [CAMPAIGN],
    perform: removeFromCampaign,
  },
  update_property: {
    label: "Set a field",
    noun: "field",
    description: "Sets one field of the contact to a chosen value, and creates the contact if there is none",
    inputs: [PROPERTY_INPUT],
    perform: updateProperty,
  },
};

async function updateProperty(run: ActionRun): Promise<ActionResult> {
  const property = requireProperty(run.metadata);
  if (!property.ok) return property;
  const { id, value } = property.value;
  return findOrCreatePerson(run, () => ({ [id]: value }));
}
