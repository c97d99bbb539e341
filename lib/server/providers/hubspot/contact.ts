import { z } from "zod";
import type { AttemptWarning } from "#lib/contracts/attempts.ts";
import type { ActionInput } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { asContactFault } from "../kit/contact-data.ts";
import { loaded, type Loaded, type Fault } from "../kit/fault.ts";
import { joinedText } from "../kit/joined-text.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { CONTACTS } from "./api.ts";

const STAGE = "lifecyclestage";
const CLEAR = "clear";

/** Stages move forward only: HubSpot answers 200 to an earlier one, and keeps the later. */
export const STAGE_INPUT = {
  kind: "field",
  key: "lifecycle_stage_back",
  field: "lifecycle_stage_back",
  label: "Earlier lifecycle stage",
  type: "select",
  description: "What happens when the contact is at a later lifecycle stage than the one that is set",
  defaultValue: "keep",
  options: [
    { value: "keep", label: "Keep the later stage" },
    { value: CLEAR, label: "Clear the stage and set the earlier one" },
  ],
} as const satisfies ActionInput;

/** Compares the stage with what was set; an answer that leaves it out says nothing, so the contact is asked for it. */
export async function settleStage(
  api: ProviderApi,
  metadata: RuleMetadata,
  contact: Contact,
  { [STAGE]: wanted }: Properties,
): Promise<Loaded<AttemptWarning[]>> {
  if (wanted === undefined || wanted === "") return loaded([]);
  const answered = getProperty(contact, STAGE);
  const stage = answered === undefined ? await readProperty(api, contact.id, STAGE) : loaded(answered);
  if (!stage.ok) return stage;
  if (stage.value === wanted) return loaded([]);
  if (metadata[STAGE_INPUT.field] !== CLEAR) return loaded([{ dest: STAGE, message: KEPT }]);
  const cleared = await patchContact(api, byId(contact.id), { [STAGE]: "" });
  if (!cleared.ok) return cleared;
  const set = await patchContact(api, byId(contact.id), { [STAGE]: wanted });
  return set.ok ? loaded([]) : set;
}

const KEPT =
  "HubSpot kept the lifecycle stage that the contact has, because stages do not move back. The rule can clear it first";

export type Properties = Readonly<Record<string, string>>;

const Contact = z.object({ id: z.string(), properties: z.record(z.string(), z.unknown()).nullish() });
export type Contact = z.infer<typeof Contact>;

/** HubSpot takes every value as text, several choices joined by semicolons. An empty text clears. */
export function toProperties(data: Readonly<Record<string, unknown>>): Properties {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, joinedText(value, ";")]));
}

/**
 * The contact, after updating who is there or creating who is not. By PATCH and POST, because the one upsert call does
 * not take a part of the properties by e-mail [unsure: verify live]. Who has the address as a second one is not found by
 * it, and named by the conflict; so is who is created meanwhile.
 */
export async function findOrCreatePerson(
  api: ProviderApi,
  email: string,
  { update, create }: { update: Properties; create: Properties },
): Promise<Loaded<Contact>> {
  const updated = await patchContact(api, byEmail(email), update);
  if (updated.ok || updated.fault.statusCode !== 404) return updated;
  const json = { properties: create, associations: [] };
  const created = asContactFault(await api.read({ method: "POST", path: CONTACTS, json }, Contact));
  if (created.ok || created.fault.statusCode !== 409) return created;
  const id = existingId(created.fault);
  // The address that they are known by stays the first one.
  const { email: _, ...others } = update;
  return id === undefined ? patchContact(api, byEmail(email), update) : patchContact(api, byId(id), others);
}

/** Undefined when there is no such contact. Who has the address as a second one is found by the search alone. */
export async function findContact(api: ProviderApi, email: string): Promise<Loaded<string | undefined>> {
  const found = asContactFault(await api.read(byEmail(email), Contact));
  if (found.ok) return { ok: true, value: found.value.id };
  return found.fault.statusCode === 404 ? searchContact(api, email) : found;
}

const Found = z.object({ results: z.array(Contact) });
const SECOND_ADDRESSES = "hs_additional_emails";

/** A search by `email` looks among the second addresses, too. What it finds is checked, since it also finds alike ones. */
async function searchContact(api: ProviderApi, email: string): Promise<Loaded<string | undefined>> {
  const json = {
    filterGroups: [{ filters: [{ propertyName: "email", operator: "EQ", value: email }] }],
    properties: ["email", SECOND_ADDRESSES],
    limit: 10,
  };
  const found = asContactFault(await api.read({ method: "POST", path: `${CONTACTS}/search`, json }, Found));
  if (!found.ok) return found;
  const contact = found.value.results.find((one) => listAddresses(one).includes(email.toLowerCase()));
  return { ok: true, value: contact?.id };
}

function listAddresses(contact: Contact): string[] {
  const texts = [getProperty(contact, "email"), getProperty(contact, SECOND_ADDRESSES)];
  return texts.flatMap((text = "") => text.split(";")).map((address) => address.trim().toLowerCase());
}

type Address = { path: string; query?: Readonly<Record<string, string>> };

export function byId(id: string): Address {
  return { path: `${CONTACTS}/${encodeURIComponent(id)}` };
}

function byEmail(email: string): Address {
  return { path: `${CONTACTS}/${encodeURIComponent(email)}`, query: { idProperty: "email" } };
}

export async function patchContact(api: ProviderApi, at: Address, properties: Properties): Promise<Loaded<Contact>> {
  return asContactFault(await api.read({ method: "PATCH", ...at, json: { properties } }, Contact));
}

/** A property of a contact as it stands at HubSpot; undefined when it is empty. */
export async function readProperty(api: ProviderApi, id: string, name: string): Promise<Loaded<string | undefined>> {
  const contact = asContactFault(await api.read({ ...byId(id), query: { properties: name } }, Contact));
  return contact.ok ? { ok: true, value: getProperty(contact.value, name) } : contact;
}

export function getProperty({ properties }: Contact, name: string): string | undefined {
  const value = properties?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

const EXISTING = /Existing ID: (\d+)/;

function existingId({ message }: Fault): string | undefined {
  return EXISTING.exec(message)?.[1];
}
