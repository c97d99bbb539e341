import type { ActionResult, ActionRun, ProviderAction } from "../provider/provider-definition.ts";
import { findContact, syncContact } from "./contact.ts";
import { isPersonGone } from "./errors.ts";

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
  const contact = await syncContact(run);
  return contact.ok ? setStatus(run, contact.value, SUBSCRIBED) : contact;
}

async function removeFromList(run: ActionRun): Promise<ActionResult> {
  const contact = await findContact(run);
  if (!contact.ok) return contact;
  if (contact.value === undefined) return NO_CONTACT;
  const unsubscribed = await setStatus(run, contact.value, UNSUBSCRIBED);
  return !unsubscribed.ok && isPersonGone(unsubscribed.fault) ? NO_CONTACT : unsubscribed;
}

const NO_CONTACT: ActionResult = { ok: true, note: "there is no such contact" };

/**
 * Ids and status are strings here. ActiveCampaign may refuse to subscribe again who has opted out; `sourceid: 4` would
 * override that, and is not ours to send.
 */
function setStatus({ api, metadata }: ActionRun, contact: string, status: string): Promise<ActionResult> {
  const json = { contactList: { list: metadata.id, contact, status } };
  return api.send({ method: "POST", path: "/contactLists", json });
}
