import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { cutText } from "#lib/server/runtime/text.ts";
import { asContactFault, requireEmail } from "../kit/contact-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { joinedText } from "../kit/joined-text.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { DATA, firstId, literal } from "./api.ts";

type Fields = Readonly<Record<string, unknown>>;

const CONTACT = `${DATA}/sobjects/Contact`;
const Created = z.object({ id: z.string() });

/** Duplicate rules that only warn do not keep a contact from being saved; those that block do. */
const SAVE_ALL_THE_SAME = { "sforce-duplicate-rule-header": "allowSave=true" };

/** Several choices are one text. */
export function toFields(data: Fields): Fields {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Array.isArray(value) ? joinedText(value, ";") : value]),
  );
}

/** The oldest of those with this address; undefined when there is none. */
export async function findContact(api: ProviderApi, email: string): Promise<Loaded<string | undefined>> {
  const soql = `SELECT Id FROM Contact WHERE Email = ${literal(email)} ORDER BY CreatedDate ASC LIMIT 2`;
  return asContactFault(await firstId(api, soql));
}

export async function createContact(api: ProviderApi, json: Fields): Promise<Loaded<string>> {
  const request = { method: "POST", path: CONTACT, json, headers: SAVE_ALL_THE_SAME } as const;
  const created = asContactFault(await api.read(request, Created));
  return created.ok ? { ok: true, value: created.value.id } : created;
}

/** The answer is empty. */
export async function updateContact(api: ProviderApi, id: string, json: Fields): Promise<Loaded<string>> {
  if (Object.keys(json).length === 0) return { ok: true, value: id };
  const path = `${CONTACT}/${encodeURIComponent(id)}`;
  const updated = asContactFault(await api.send({ method: "PATCH", path, json, headers: SAVE_ALL_THE_SAME }));
  return updated.ok ? { ok: true, value: id } : updated;
}

const LAST_NAME_CHARACTERS_MAX = 80;

/** No contact is created without one: the end of the name, else what stands before the @. */
export function chooseLastName(data: Fields, payload: Fields, email: string): string {
  const words = asText(payload["name"]).trim().split(/\s+/);
  const names = [asText(data["LastName"]).trim(), asText(payload["last_name"]).trim(), words.at(-1) ?? ""];
  const name = names.find((text) => text !== "") ?? email.slice(0, email.lastIndexOf("@"));
  return cutText(name, LAST_NAME_CHARACTERS_MAX);
}

/** The id of the contact with the mapped address. Who is there gets the changes; who is not, all that is mapped as well. */
export async function findOrCreatePerson(
  run: ActionRun,
  changesOf: (mapped: Fields) => Fields,
): Promise<Loaded<string>> {
  const { api, data, event } = run;
  const email = requireEmail(data, "Email");
  if (!email.ok) return email;
  const found = await findContact(api, email.value);
  if (!found.ok) return found;
  const { Email: _, ...mapped } = toFields(data);
  const changes = changesOf(mapped);
  if (found.value !== undefined) return updateContact(api, found.value, changes);
  const all = { ...mapped, ...changes };
  const lastName = chooseLastName(all, event.payload, email.value);
  return createContact(api, { ...all, LastName: lastName, Email: email.value });
}
