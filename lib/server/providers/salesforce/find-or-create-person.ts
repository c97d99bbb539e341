import { requireEmail } from "../kit/contact-data.ts";
import type { Loaded } from "../kit/fault.ts";
import type { ActionRun } from "../kit/provider-definition.ts";
import { createContact, findContact, chooseLastName, toFields, updateContact } from "./contact.ts";

type Fields = Readonly<Record<string, unknown>>;

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
