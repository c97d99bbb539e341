import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail } from "../kit/contact-data.ts";
import { loaded, type Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
import { customFieldId } from "./fields.ts";

type Run = Pick<ActionRun, "api" | "data">;

const Synced = z.object({ contact: z.object({ id: Id }) });

/** Creates or updates the contact with the mapped fields. Answers its id. */
export async function findOrCreatePerson({ api, data }: Run): Promise<Loaded<string>> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const json = { contact: { email: email.value, ...toContactFields(data) } };
  const answer = await api.read({ method: "POST", path: "/contact/sync", json }, Synced);
  return answer.ok ? loaded(answer.value.contact.id) : answer;
}

function toContactFields(data: Run["data"]) {
  const entries = Object.entries(data).filter(([key]) => key !== "email");
  const own = entries.filter(([key]) => customFieldId(key) === undefined);
  const fieldValues = entries.flatMap(([key, value]) => {
    const field = customFieldId(key);
    return field === undefined ? [] : [{ field, value: fieldValue(value) }];
  });
  return {
    ...Object.fromEntries(own.map(([key, value]) => [key, asText(value)])),
    ...(fieldValues.length === 0 ? {} : { fieldValues }),
  };
}

/** Several choices go between double bars [from memory: verify live]. */
function fieldValue(value: unknown): string {
  return Array.isArray(value) ? `||${value.map(asText).join("||")}||` : asText(value);
}

const Contacts = z.object({ contacts: z.array(z.object({ id: Id, email: z.string() })) });

/** The id of the contact with the mapped address; undefined when there is none. */
export async function findContact({ api, data }: Run): Promise<Loaded<string | undefined>> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const answer = await api.read({ path: "/contacts", query: { email: email.value } }, Contacts);
  if (!answer.ok) return answer;
  // Whoever else would be found is not to be touched.
  const address = email.value.toLowerCase();
  return loaded(answer.value.contacts.find((contact) => contact.email.toLowerCase() === address)?.id);
}
