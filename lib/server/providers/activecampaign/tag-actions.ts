import { z } from "zod";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { findContact, findOrCreatePerson } from "./contact.ts";
import { isPersonGone } from "./errors.ts";
import { loadAll, Meta } from "./load-all.ts";

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
