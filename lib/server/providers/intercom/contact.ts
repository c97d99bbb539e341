import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail } from "../kit/contact-data.ts";
import { asContactFault } from "../kit/contact-fault.ts";
import type { Fault, Loaded } from "../kit/fault.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { toContact } from "./contact-body.ts";

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
