import { requireEmail } from "../kit/contact-data.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { findOrCreatePerson, findContact } from "./contact.ts";

const TAG = { kind: "simple", key: "tags", field: "id", label: "Tag", noun: "tag", required: true } as const;

export const intercomActions: Record<string, ProviderAction> = {
  add_tag: {
    label: "Add tag",
    noun: "tag",
    description: "Creates or updates the contact, and adds the tag to it",
    inputs: [TAG],
    perform: addTag,
  },
  remove_tag: {
    label: "Remove tag",
    noun: "tag",
    description: "Removes the tag from the contact",
    inputs: [TAG],
    perform: removeTag,
  },
};

async function addTag(run: ActionRun): Promise<ActionResult> {
  const contact = await findOrCreatePerson(run);
  if (!contact.ok) return contact;
  const path = tagsPath(contact.value);
  return run.api.send({ method: "POST", path, json: { id: run.metadata.id } });
}

async function removeTag({ api, metadata, data }: ActionRun): Promise<ActionResult> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const contact = await findContact(api, email.value, data["external_id"]);
  if (!contact.ok) return contact;
  if (contact.value === undefined) return { ok: true, note: "there is no such contact" };
  const path = `${tagsPath(contact.value)}/${encodeURIComponent(metadata.id ?? "")}`;
  const removed = await api.send({ method: "DELETE", path });
  if (removed.ok || removed.fault.statusCode !== 404) return removed;
  return { ok: true, note: "the contact does not have the tag" };
}

function tagsPath(contact: string): string {
  return `/contacts/${encodeURIComponent(contact)}/tags`;
}
