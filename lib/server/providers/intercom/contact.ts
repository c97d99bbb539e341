import { z } from "zod";
import { isNumber } from "#lib/contracts/exact-json.ts";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail, asContactFault } from "../kit/contact-data.ts";
import type { Loaded, Fault } from "../kit/fault.ts";
import { knownTypes } from "../kit/known-types.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { customAttributeName, loadAttributes } from "./fields.ts";

type Values = Readonly<Record<string, unknown>>;

/** What the mapping made, as Intercom takes it: its own attributes apart, moments as seconds since 1970. */
export async function toContact({ api, memory, data }: ActionRun): Promise<Loaded<Values>> {
  const { own, custom } = split(data);
  const perhapsDates = Object.keys(custom).filter((name) => isMoment(custom[name]));
  const types = perhapsDates.length === 0 ? NONE : await knownTypes(memory, perhapsDates, () => loadTypes(api));
  if (!types.ok) return types;
  const attributes = mapValues(custom, (value, name) => (types.value.get(name) === "date" ? toSeconds(value) : value));
  const contact = mapValues(own, toOwn);
  const isEmpty = Object.keys(attributes).length === 0;
  return { ok: true, value: isEmpty ? contact : { ...contact, custom_attributes: attributes } };
}

function toOwn(value: unknown, key: string): unknown {
  if (key === "signed_up_at") return toSeconds(value);
  return key === "external_id" && typeof value === "number" ? String(value) : value;
}

const NONE: Loaded<ReadonlyMap<string, string>> = { ok: true, value: new Map() };

async function loadTypes(api: ActionRun["api"]): Promise<Loaded<ReadonlyMap<string, string>>> {
  const attributes = await loadAttributes(api);
  if (!attributes.ok) return attributes;
  return { ok: true, value: new Map(attributes.value.map(({ name, data_type: type }) => [name, type])) };
}

/** An attribute that the catalog does not know stands inside an object. */
function split({ custom_attributes: nested, ...data }: Values): { own: Values; custom: Values } {
  const inside = typeof nested === "object" && nested !== null && !isNumber(nested) ? Object.entries(nested) : [];
  const outside = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    const name = customAttributeName(key);
    return name === undefined ? [] : [[name, value]];
  });
  const own = Object.entries(data).filter(([key]) => customAttributeName(key) === undefined);
  return { own: Object.fromEntries(own), custom: Object.fromEntries([...inside, ...outside]) };
}

function mapValues(values: Values, change: (value: unknown, key: string) => unknown): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(T|$)/;

function isMoment(value: unknown): value is string {
  return typeof value === "string" && MOMENT.test(value);
}

/** A day is its first moment in UTC. What is no moment stays, for Intercom to judge. */
function toSeconds(value: unknown): unknown {
  const ms = isMoment(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? value : Math.floor(ms / 1000);
}

type Body = Readonly<Record<string, unknown>>;

const Contact = z.object({ id: z.string() });
const Found = z.object({
  data: z.array(z.object({ id: z.string(), role: z.string().nullish(), external_id: z.string().nullish() })),
});

/** The contact's id, with the mapped fields written. */
export async function findOrCreatePerson(run: ActionRun): Promise<Loaded<string>> {
  const email = requireEmail(run.data);
  if (!email.ok) return email;
  const body = await toContact(run);
  if (!body.ok) return body;
  const found = await findContact(run.api, email.value, body.value["external_id"]);
  if (!found.ok) return found;
  const contact = { ...body.value, email: email.value };
  return found.value === undefined ? createContact(run.api, contact) : updateFields(run.api, found.value, contact);
}

/** Several can have one address. Who has the mapped id comes first, then users before leads. */
export async function findContact(
  api: ProviderApi,
  email: string,
  externalId?: unknown,
): Promise<Loaded<string | undefined>> {
  const json = { query: { field: "email", operator: "=", value: email } };
  const found = await api.read({ method: "POST", path: "/contacts/search", json }, Found);
  if (!found.ok) return found;
  const { data } = found.value;
  const known = data.find((item) => asText(item.external_id) !== "" && item.external_id === asText(externalId));
  const contact = known ?? data.find(({ role }) => role === "user") ?? data[0];
  return { ok: true, value: contact?.id };
}

/** The search lags behind, and an id can belong to somebody with another address: then the refusal names the contact. */
async function createContact(api: ProviderApi, contact: Body): Promise<Loaded<string>> {
  const json = { role: "user", ...contact };
  const created = asContactFault(await api.read({ method: "POST", path: "/contacts", json }, Contact));
  if (created.ok) return { ok: true, value: created.value.id };
  const id = created.fault.statusCode === 409 ? existingId(created.fault) : undefined;
  if (id === undefined) return created;
  const updated = await updateContact(api, id, contact);
  return updated.ok || updated.fault.statusCode !== 404 ? updated : unarchive(api, id, contact);
}

/** Who was archived is in no search, still keeps the address, and answers to nothing until unarchived. */
async function unarchive(api: ProviderApi, id: string, contact: Body): Promise<Loaded<string>> {
  const path = `/contacts/${encodeURIComponent(id)}/unarchive`;
  const unarchived = asContactFault(await api.send({ method: "POST", path }));
  if (!unarchived.ok) {
    const message = `The contact ${id} is archived at Intercom and could not be unarchived. ${unarchived.fault.message}`;
    return { ok: false, fault: { ...unarchived.fault, message } };
  }
  return updateContact(api, id, contact);
}

const EXISTING = /\bid=([\w-]+)/;

function existingId({ message }: Fault): string | undefined {
  return EXISTING.exec(message)?.[1];
}

/** The address is what the contact was found by. */
function updateFields(api: ProviderApi, id: string, contact: Body): Promise<Loaded<string>> {
  const { email: _, ...fields } = contact;
  if (Object.keys(fields).length === 0) return Promise.resolve({ ok: true, value: id });
  return updateContact(api, id, fields);
}

async function updateContact(api: ProviderApi, id: string, json: Body): Promise<Loaded<string>> {
  const path = `/contacts/${encodeURIComponent(id)}`;
  const updated = asContactFault(await api.read({ method: "PUT", path, json }, Contact));
  return updated.ok ? { ok: true, value: id } : updated;
}
