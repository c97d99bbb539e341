import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail, asContactFault } from "../kit/contact-data.ts";
import type { Fault, Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { PERSONS } from "./api.ts";

export type Phone = { value: string; primary?: boolean | undefined; label?: string | null | undefined };

/** Labels are replaced as a whole, so the others have to be written again. Undefined when nothing changes. */
export function withLabel(labels: readonly number[], label: number): number[] | undefined {
  return labels.includes(label) ? undefined : [...labels, label];
}

export function withoutLabel(labels: readonly number[], label: number): number[] | undefined {
  return labels.includes(label) ? labels.filter((id) => id !== label) : undefined;
}

/** So are numbers: a new one is added to those that people have entered. */
export function withPhone(phones: readonly Phone[], phone: string): Phone[] | undefined {
  if (phones.some(({ value }) => digits(value) === digits(phone))) return undefined;
  return [...phones, { value: phone, primary: phones.length === 0, label: "work" }];
}

function digits(phone: string): string {
  return phone.replaceAll(/[^\p{L}\p{N}+]/gu, "");
}

const Found = z.object({ data: z.object({ items: z.array(z.object({ item: z.object({ id: z.int() }) })) }) });
const Written = z.object({ data: z.object({ id: z.int() }) });

type Person = {
  found: (id: number) => Promise<ActionResult>;
  missing: (email: string) => Promise<ActionResult>;
};

/**
 * Does what is to be done for the person with this address. Who was found or created is remembered: a search costs as
 * much as twenty other requests, and does not find who has just been created.
 */
export async function withPerson(run: ActionRun, { found, missing }: Person): Promise<ActionResult> {
  const email = requireEmail(run.data);
  if (!email.ok) return email;
  const key = memoryKey(email.value);
  const known = Number(await run.memory.recall(key));
  if (known > 0) {
    const result = await found(known);
    if (result.ok || !isGone(result.fault)) return result;
    await run.memory.forget(key);
  }
  const id = await search(run.api, email.value);
  if (!id.ok) return id;
  if (id.value === undefined) return missing(email.value);
  await run.memory.remember(key, String(id.value));
  // The search finds persons for a moment longer than they are there.
  const result = await found(id.value);
  return result.ok || !isGone(result.fault) ? result : { ok: false, fault: { ...result.fault, class: "transient" } };
}

function memoryKey(email: string): string {
  return `person ${email.toLowerCase()}`;
}

function isGone({ statusCode }: Fault): boolean {
  return statusCode === 404 || statusCode === 410;
}

const SEARCH = { fields: "email", exact_match: "true", limit: 5 };

/** Of several with one address the first that was made. */
async function search(api: ProviderApi, email: string): Promise<Loaded<number | undefined>> {
  const answer = await api.read({ path: `${PERSONS}/search`, query: { term: email, ...SEARCH } }, Found);
  if (!answer.ok) return asContactFault(answer);
  const ids = answer.value.data.items.map(({ item }) => item.id);
  return { ok: true, value: ids.length === 0 ? undefined : Math.min(...ids) };
}

type Fields = Readonly<Record<string, unknown>>;

export async function createPerson(run: ActionRun, email: string, fields: Fields): Promise<ActionResult> {
  const phone = asText(run.data["phone"]);
  const json = {
    ...fields,
    name: choosePersonName(run, fields["name"], email),
    emails: [{ value: email, primary: true, label: "work" }],
    ...(phone === "" ? {} : { phones: [{ value: phone, primary: true, label: "work" }] }),
  };
  const created = asContactFault(await run.api.read({ method: "POST", path: PERSONS, json }, Written));
  if (!created.ok) return created;
  await run.memory.remember(memoryKey(email), String(created.value.data.id));
  return { ok: true };
}

export async function updatePerson(api: ProviderApi, id: number, json: Fields): Promise<ActionResult> {
  return api.read({ method: "PATCH", path: `${PERSONS}/${id}`, json }, Written);
}

/** Nobody can be created without a name. */
function choosePersonName({ event }: ActionRun, mapped: unknown, email: string): string {
  const { first_name: first, last_name: last } = event.payload;
  const both = [first, last].map((part) => asText(part).trim()).filter((part) => part !== "");
  return [asText(mapped).trim(), both.join(" ")].find((name) => name !== "") ?? email;
}
