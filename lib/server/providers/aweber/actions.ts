import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail } from "../kit/contact-data.ts";
import { loaded, type Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { listsPath } from "./action-data.ts";
import { toSubscriber, type Subscriber } from "./subscriber.ts";

const LIST = { kind: "simple", key: "lists", field: "id", label: "List", noun: "list", required: true } as const;

export const aweberActions: Record<string, ProviderAction> = {
  add_to_list: {
    label: "Add to list",
    noun: "list",
    description: "Adds the subscriber to a list, or updates the mapped fields of one who is there already",
    inputs: [LIST],
    perform: addToList,
  },
  remove_from_list: {
    label: "Remove from list",
    noun: "list",
    description: "Unsubscribes the subscriber from a list",
    inputs: [LIST],
    perform: removeFromList,
  },
};

type Target = { email: string; path: string };

function resolveSubscriber({ settings, metadata, data }: ActionRun): Loaded<Target> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const lists = listsPath(settings);
  if (!lists.ok) return lists;
  return loaded({ email: email.value, path: `${lists.value}/${encodeURIComponent(metadata.id ?? "")}/subscribers` });
}

async function addToList(run: ActionRun): Promise<ActionResult> {
  const target = resolveSubscriber(run);
  if (!target.ok) return target;
  const subscriber = toSubscriber(run.data);
  if (!subscriber.ok) return subscriber;
  const known = await findKnown(run, target.value, subscriber.value);
  if (!known.ok) return known;
  const json = buildBody(target.value.email, subscriber.value, known.value);
  const added = await run.api.send({ method: "POST", path: target.value.path, json });
  const isThere = !added.ok && added.fault.statusCode === 400 && ALREADY.test(added.fault.message);
  return isThere ? { ok: true, note: "the subscriber is on the list already" } : added;
}

const ALREADY = /already (subscribed|exists)/i;

const Found = z.object({
  entries: z.array(
    z.object({
      email: z.string(),
      custom_fields: z.record(z.string(), z.unknown()).nullish(),
      tags: z.array(z.string()).nullish(),
    }),
  ),
});
type Known = z.infer<typeof Found>["entries"][number];

/** Who is on the list already, where that makes a difference. */
async function findKnown(
  { api }: ActionRun,
  { path, email }: Target,
  { custom, ipAddress, tags }: Subscriber,
): Promise<Loaded<Known | undefined>> {
  if (Object.keys(custom).length === 0 && ipAddress === undefined && tags.length === 0) return loaded(undefined);
  const found = await api.read({ path, query: { "ws.op": "find", email } }, Found);
  if (!found.ok) return found;
  return loaded(found.value.entries.find((entry) => entry.email.toLowerCase() === email.toLowerCase()));
}

/**
 * The flags are strings. Custom fields that an update leaves out would be emptied, so it names them all. So it does with
 * tags: whether they are added or replaced, those that a subscriber has stay.
 */
function buildBody(email: string, { own, custom, ipAddress, tags }: Subscriber, known: Known | undefined): object {
  const before = Object.entries(known?.custom_fields ?? {}).map(([name, value]) => [name, asText(value)] as const);
  const kept = Object.fromEntries(before.filter(([, value]) => value !== ""));
  return {
    email,
    ...own,
    ...(known === undefined && ipAddress !== undefined ? { ip_address: ipAddress } : {}),
    ...(Object.keys(custom).length === 0 ? {} : { custom_fields: { ...kept, ...custom } }),
    ...(tags.length === 0 ? {} : { tags: [...new Set([...(known?.tags ?? []), ...tags])] }),
    update_existing: "true",
    strict_custom_fields: "false",
  };
}

async function removeFromList(run: ActionRun): Promise<ActionResult> {
  const target = resolveSubscriber(run);
  if (!target.ok) return target;
  const { path, email } = target.value;
  const query = { subscriber_email: email };
  const removed = await run.api.send({ method: "PATCH", path, query, json: { status: "unsubscribed" } });
  const isAbsent = !removed.ok && removed.fault.statusCode === 404 && removed.fault.code !== LIST_GONE;
  return isAbsent ? { ok: true, note: "the subscriber is not on the list" } : removed;
}

const LIST_GONE = "ListNotFoundError";
