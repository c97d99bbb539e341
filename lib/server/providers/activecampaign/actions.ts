import { z } from "zod";
import { asContactFault } from "../kit/contact-data.ts";
import { loaded, type Loaded, refused } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { isPersonGone, loadAll, Meta } from "./api.ts";
import { findContact, findOrCreatePerson } from "./contact.ts";

const LIST = { kind: "simple", key: "lists", field: "id", label: "List", noun: "list", required: true } as const;
const SUBSCRIBED = "1";
const UNSUBSCRIBED = "2";

export const listActions: Record<string, ProviderAction> = {
  add_to_list: {
    label: "Add to list",
    noun: "list",
    description: "Creates or updates the contact with the mapped fields, and subscribes it to a list",
    inputs: [LIST],
    perform: addToList,
  },
  remove_from_list: {
    label: "Remove from list",
    noun: "list",
    description: "Unsubscribes the contact from a list",
    inputs: [LIST],
    perform: removeFromList,
  },
};

async function addToList(run: ActionRun): Promise<ActionResult> {
  const contact = await findOrCreatePerson(run);
  if (!contact.ok) return contact;
  const status = await readListStatus(run, contact.value);
  if (!status.ok) return status;
  const note = NOT_AGAIN[status.value ?? ""];
  if (note === undefined) return setStatus(run, contact.value, SUBSCRIBED);
  return { ok: true, note, warnings: [{ dest: "list", message: `Not subscribed: ${note}` }] };
}

/** A status of 1 would subscribe people again who have opted out, whatever they were told. */
const NOT_AGAIN: Readonly<Record<string, string>> = {
  [UNSUBSCRIBED]: "the contact has opted out of the list, and only they can subscribe again",
  "3": "mail to the contact bounces, so ActiveCampaign took them off the list",
};

const Memberships = z.object({
  contactLists: z.array(z.object({ list: Id, status: z.union([z.string(), z.int().transform(String)]) })),
});

/** How the contact stands to the list; undefined for one who was never on it. */
async function readListStatus({ api, metadata }: ActionRun, contact: string): Promise<Loaded<string | undefined>> {
  const path = `/contacts/${encodeURIComponent(contact)}/contactLists`;
  const memberships = asContactFault(await api.read({ path }, Memberships));
  if (!memberships.ok) return memberships;
  return loaded(memberships.value.contactLists.find(({ list }) => list === metadata.id)?.status);
}

async function removeFromList(run: ActionRun): Promise<ActionResult> {
  const contact = await findContact(run);
  if (!contact.ok) return contact;
  if (contact.value === undefined) return NO_CONTACT;
  const unsubscribed = await setStatus(run, contact.value, UNSUBSCRIBED);
  return !unsubscribed.ok && isPersonGone(unsubscribed.fault) ? NO_CONTACT : unsubscribed;
}

const NO_CONTACT: ActionResult = { ok: true, note: "there is no such contact" };

/** Ids and status are strings here. `sourceid: 4` would override an opt-out, and is not ours to send. */
function setStatus({ api, metadata }: ActionRun, contact: string, status: string): Promise<ActionResult> {
  const json = { contactList: { list: metadata.id, contact, status } };
  return api.send({ method: "POST", path: "/contactLists", json });
}

const TAG = { kind: "simple", key: "tags", field: "id", label: "Tag", noun: "tag", required: true } as const;

export const tagActions: Record<string, ProviderAction> = {
  add_tag: {
    label: "Add tag",
    noun: "tag",
    description: "Creates or updates the contact with the mapped fields, and tags it",
    inputs: [TAG],
    perform: addTag,
  },
  remove_tag: {
    label: "Remove tag",
    noun: "tag",
    description: "Takes a tag from the contact",
    inputs: [TAG],
    perform: removeTag,
  },
};

/** Ids are numbers here and strings elsewhere. */
async function addTag(run: ActionRun): Promise<ActionResult> {
  const tag = toNumber(run.metadata.id);
  if (!tag.ok) return tag;
  const contact = await findOrCreatePerson(run);
  if (!contact.ok) return contact;
  const id = toNumber(contact.value);
  if (!id.ok) return id;
  const json = { contactTag: { contact: id.value, tag: tag.value } };
  return run.api.send({ method: "POST", path: "/contactTags", json });
}

function toNumber(id: string | undefined): Loaded<number> {
  const number = /^\d+$/.test(id ?? "") ? Number(id) : Number.NaN;
  return Number.isSafeInteger(number) ? loaded(number) : refused("target_gone", `${id} is no id of ActiveCampaign`);
}

/** A tag is taken away by the id of its link to the contact, which is not the id of the tag. */
async function removeTag(run: ActionRun): Promise<ActionResult> {
  const contact = await findContact(run);
  if (!contact.ok) return contact;
  if (contact.value === undefined) return { ok: true, note: "there is no such contact" };
  const links = await loadLinks(run, contact.value);
  if (!links.ok) return isPersonGone(links.fault) ? NOT_TAGGED : links;
  const link = links.value.find(({ tag }) => tag === run.metadata.id);
  if (link === undefined) return NOT_TAGGED;
  const removed = await run.api.send({ method: "DELETE", path: `/contactTags/${encodeURIComponent(link.id)}` });
  return !removed.ok && removed.fault.statusCode === 404 ? NOT_TAGGED : removed;
}

const NOT_TAGGED: ActionResult = { ok: true, note: "the contact does not have the tag" };

const Links = z
  .object({ contactTags: z.array(z.object({ id: Id, tag: Id })), meta: Meta })
  .transform(({ contactTags, meta }) => ({ items: contactTags, count: contactTags.length, total: meta?.total }));

/** [The path is in use, and not in the specification: verify live.] */
function loadLinks({ api }: ActionRun, contact: string) {
  return loadAll(api, `/contacts/${encodeURIComponent(contact)}/contactTags`, Links);
}
