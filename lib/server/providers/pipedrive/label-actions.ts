import { z } from "zod";
import { requireEmail } from "../kit/contact-data.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun } from "../kit/provider-definition.ts";
import { PERSONS } from "./api.ts";
import { toFields } from "./field-values.ts";
import { withLabel, withoutLabel } from "./merge.ts";
import { createPerson, updatePerson, withPerson } from "./person.ts";

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

const Person = z.object({ data: z.object({ label_ids: z.array(z.int()).nullish() }) });

/** The list replaces the one that is there, so it is read first. */
async function changeLabels(
  { api }: ActionRun,
  id: number,
  change: (labels: readonly number[]) => number[] | undefined,
  note: string,
): Promise<ActionResult> {
  const person = await api.read({ path: `${PERSONS}/${id}` }, Person);
  if (!person.ok) return person;
  const labels = change(person.value.data.label_ids ?? []);
  return labels === undefined ? { ok: true, note } : updatePerson(api, id, { label_ids: labels });
}
