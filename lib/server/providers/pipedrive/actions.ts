import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail } from "../kit/contact-data.ts";
import { type Loaded, refused } from "../kit/fault.ts";
import { requireProperty, PROPERTY_INPUT } from "../kit/property-input.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { PERSONS } from "./api.ts";
import { toFields } from "./field-values.ts";
import { withPhone, type Phone, createPerson, updatePerson, withPerson, withLabel, withoutLabel } from "./person.ts";

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

export async function addLabel(run: ActionRun): Promise<ActionResult> {
  const label = ready(run);
  if (!label.ok) return label;
  return withPerson(run, {
    found: (id) => changeLabels(run, id, (labels) => withLabel(labels, label.value), "the person has the label"),
    missing: async (email) => {
      const fields = await toFields(run, run.data);
      return fields.ok ? createPerson(run, email, { ...fields.value, label_ids: [label.value] }) : fields;
    },
  });
}

export async function removeLabel(run: ActionRun): Promise<ActionResult> {
  const label = ready(run);
  if (!label.ok) return label;
  return withPerson(run, {
    found: (id) => changeLabels(run, id, (labels) => withoutLabel(labels, label.value), "the person has no such label"),
    missing: () => Promise.resolve({ ok: true, note: "there is no such person" }),
  });
}

function ready({ data, metadata }: ActionRun): Loaded<number> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const label = Number(metadata.id);
  if (Number.isSafeInteger(label) && label > 0) return { ok: true, value: label };
  return refused("mapping", "The label of the rule is no id of Pipedrive's");
}

const LabeledPerson = z.object({ data: z.object({ label_ids: z.array(z.int()).nullish() }) });

/** The list replaces the one that is there, so it is read first. */
async function changeLabels(
  { api }: ActionRun,
  id: number,
  change: (labels: readonly number[]) => number[] | undefined,
  note: string,
): Promise<ActionResult> {
  const person = await api.read({ path: `${PERSONS}/${id}` }, LabeledPerson);
  if (!person.ok) return person;
  const labels = change(person.value.data.label_ids ?? []);
  return labels === undefined ? { ok: true, note } : updatePerson(api, id, { label_ids: labels });
}

const LABEL = { kind: "simple", key: "labels", field: "id", label: "Label", noun: "label", required: true } as const;

export const pipedriveActions: Record<string, ProviderAction> = {
  sync_person: {
    label: "Create or update a person",
    noun: "person",
    description: "Writes the mapped fields to the person with this address, and creates the person if there is none",
    inputs: [],
    perform: syncPerson,
  },
  update_person_field: {
    label: "Set a field",
    noun: "field",
    description: "Sets one field of the person to a chosen value, and creates the person if there is none",
    inputs: [PROPERTY_INPUT],
    perform: updatePersonField,
  },
  add_label_to_person: {
    label: "Add label",
    noun: "label",
    description: "Adds a label to the person, who keeps the others, and creates the person if there is none",
    inputs: [LABEL],
    perform: addLabel,
  },
  remove_label_from_person: {
    label: "Remove label",
    noun: "label",
    description: "Removes a label from the person, who keeps the others",
    inputs: [LABEL],
    perform: removeLabel,
  },
};
