import { z } from "zod";
import type { AttemptWarning } from "#lib/contracts/attempts.ts";
import { requireEmail } from "../kit/contact-data.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import { PROPERTY_INPUT, requireProperty } from "../kit/property-input.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { LISTS } from "./api.ts";
import { findOrCreatePerson, findContact, toProperties, type Properties, settleStage, STAGE_INPUT } from "./contact.ts";

const LIST = { kind: "simple", key: "lists", field: "id", label: "List", noun: "list", required: true } as const;

export const hubspotActions: Record<string, ProviderAction> = {
  add_to_list: {
    label: "Add to list",
    noun: "list",
    description: "Creates or updates the contact, and adds it to a static list",
    inputs: [LIST, STAGE_INPUT],
    perform: addToList,
  },
  remove_from_list: {
    label: "Remove from list",
    noun: "list",
    description: "Removes the contact from a static list",
    inputs: [LIST],
    perform: removeFromList,
  },
  update_property: {
    label: "Set a property",
    noun: "property",
    description: "Sets one property of the contact to a chosen value, and creates the contact if there is none",
    inputs: [PROPERTY_INPUT, STAGE_INPUT],
    perform: updateProperty,
  },
};

async function addToList(run: ActionRun): Promise<ActionResult> {
  const { api, metadata, data } = run;
  const email = requireEmail(data);
  if (!email.ok) return email;
  const properties = toProperties({ ...data, email: email.value });
  const contact = await writeContact(run, email.value, { update: properties, create: properties });
  if (!contact.ok) return contact;
  const { id, warnings } = contact.value;
  const added = await changeMembership(api, metadata.id, "add", id);
  return added.ok ? { ...added, warnings } : added;
}

type Written = { id: string; warnings: AttemptWarning[] };

async function writeContact(
  { api, metadata }: ActionRun,
  email: string,
  properties: { update: Properties; create: Properties },
): Promise<Loaded<Written>> {
  const contact = await findOrCreatePerson(api, email, properties);
  if (!contact.ok) return contact;
  const warnings = await settleStage(api, metadata, contact.value, properties.update);
  return warnings.ok ? loaded({ id: contact.value.id, warnings: warnings.value }) : warnings;
}

async function removeFromList({ api, metadata, data }: ActionRun): Promise<ActionResult> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const contact = await findContact(api, email.value);
  if (!contact.ok) return contact;
  if (contact.value === undefined) return { ok: true, note: "there is no such contact" };
  return changeMembership(api, metadata.id, "remove", contact.value);
}

async function updateProperty(run: ActionRun): Promise<ActionResult> {
  const { metadata, data } = run;
  const email = requireEmail(data);
  if (!email.ok) return email;
  const property = requireProperty(metadata);
  if (!property.ok) return property;
  const update = { [property.value.id]: property.value.value };
  const create = { ...toProperties({ ...data, email: email.value }), ...update };
  const contact = await writeContact(run, email.value, { update, create });
  return contact.ok ? { ok: true, warnings: contact.value.warnings } : contact;
}

/** Of the keys of the answer only this one matters: a contact that is in the list already is in none of them. */
const Memberships = z.object({ recordIdsMissing: z.array(z.string()).default([]) });

async function changeMembership(
  api: ProviderApi,
  list: string | undefined,
  change: "add" | "remove",
  contact: string,
): Promise<ActionResult> {
  const path = `${LISTS}/${encodeURIComponent(list ?? "")}/memberships/${change}`;
  const answer = await api.read({ method: "PUT", path, json: [contact] }, Memberships);
  if (!answer.ok) return answer;
  if (!answer.value.recordIdsMissing.includes(contact)) return { ok: true };
  return refused("transient", `HubSpot does not find the contact ${contact} for its list yet`, { statusCode: 200 });
}
