import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail } from "../kit/contact-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { requireProperty } from "../kit/property-input.ts";
import type { ActionResult, ActionRun } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { PERSONS } from "./api.ts";
import { toFields } from "./field-values.ts";
import { withPhone, type Phone } from "./merge.ts";
import { createPerson, updatePerson, withPerson } from "./person.ts";

export async function syncPerson(run: ActionRun): Promise<ActionResult> {
  const email = requireEmail(run.data);
  if (!email.ok) return email;
  const fields = await toFields(run, run.data);
  if (!fields.ok) return fields;
  return withPerson(run, {
    found: async (id) => {
      const phones = await mergePhones(run.api, id, asText(run.data["phone"]));
      if (!phones.ok) return phones;
      const change = { ...fields.value, ...phones.value };
      if (Object.keys(change).length === 0) return { ok: true, note: "the person is there, with all that is mapped" };
      return updatePerson(run.api, id, change);
    },
    missing: (address) => createPerson(run, address, fields.value),
  });
}

export async function updatePersonField(run: ActionRun): Promise<ActionResult> {
  const email = requireEmail(run.data);
  if (!email.ok) return email;
  const property = requireProperty(run.metadata);
  if (!property.ok) return property;
  const chosen = { [property.value.id]: property.value.value };
  const change = await toFields(run, chosen);
  if (!change.ok) return change;
  return withPerson(run, {
    found: (id) => updatePerson(run.api, id, change.value),
    missing: async (address) => {
      const fields = await toFields(run, { ...run.data, ...chosen });
      return fields.ok ? createPerson(run, address, fields.value) : fields;
    },
  });
}

const Person = z.object({
  data: z.object({
    phones: z
      .array(z.object({ value: z.string(), primary: z.boolean().optional(), label: z.string().nullish() }))
      .nullish(),
  }),
});

/** The list of numbers to write, when the mapped one is new. */
async function mergePhones(api: ProviderApi, id: number, phone: string): Promise<Loaded<{ phones?: Phone[] }>> {
  if (phone === "") return { ok: true, value: {} };
  const person = await api.read({ path: `${PERSONS}/${id}` }, Person);
  if (!person.ok) return person;
  const phones = withPhone(person.value.data.phones ?? [], phone);
  return { ok: true, value: phones === undefined ? {} : { phones } };
}
