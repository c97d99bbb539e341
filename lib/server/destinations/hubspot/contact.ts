import { z } from "zod";
import type { Loaded } from "../fault.ts";
import { joinedText } from "../provider/joined-text.ts";
import { ofPerson } from "../provider/of-person.ts";
import type { ProviderApi } from "../provider/provider-api.ts";
import { CONTACTS } from "./api.ts";

type Properties = Readonly<Record<string, string>>;

const Contact = z.object({ id: z.string() });

/** HubSpot takes every value as text, several choices joined by semicolons. An empty text clears. */
export function toProperties(data: Readonly<Record<string, unknown>>): Properties {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, joinedText(value, ";")]));
}

/**
 * The contact's id, after updating who is there or creating who is not. By PATCH and POST, because the one upsert call
 * does not take a part of the properties by e-mail [unsure: verify live]. Who is created meanwhile is updated.
 */
export async function ensureContact(
  api: ProviderApi,
  email: string,
  { update, create }: { update: Properties; create: Properties },
): Promise<Loaded<string>> {
  const patch = () =>
    idOf(api.read({ method: "PATCH", path: path(email), query: BY_EMAIL, json: { properties: update } }, Contact));
  const updated = await patch();
  if (!isStatus(updated, 404)) return updated;
  const post = { method: "POST", path: CONTACTS, json: { properties: create } } as const;
  const created = await idOf(api.read(post, Contact));
  return isStatus(created, 409) ? patch() : created;
}

/** Undefined when there is no such contact. */
export async function findContact(api: ProviderApi, email: string): Promise<Loaded<string | undefined>> {
  const found = await idOf(api.read({ path: path(email), query: BY_EMAIL }, Contact));
  return isStatus(found, 404) ? { ok: true, value: undefined } : found;
}

const BY_EMAIL = { idProperty: "email" };

function path(email: string): string {
  return `${CONTACTS}/${encodeURIComponent(email)}`;
}

async function idOf(answer: Promise<Loaded<z.output<typeof Contact>>>): Promise<Loaded<string>> {
  const contact = ofPerson(await answer);
  return contact.ok ? { ok: true, value: contact.value.id } : contact;
}

function isStatus(answer: Loaded<string>, status: number): boolean {
  return !answer.ok && answer.fault.statusCode === status;
}
