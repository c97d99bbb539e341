import { PROPERTY_INPUT } from "../kit/property-input.ts";
import type { ProviderAction } from "../kit/provider-definition.ts";
import { addLabel, removeLabel } from "./label-actions.ts";
import { syncPerson, updatePersonField } from "./person-actions.ts";

const LABEL = { kind: "simple", key: "labels", field: "id", label: "Label", noun: "label", required: true } as const;

export const pipedriveActions: Record<string, ProviderAction> = {
  sync_person: {
    label: "Create or update a person",
    noun: "person",
    description: "Writes the mapped fields to the person with this address, creating the person when there is none",
    inputs: [],
    perform: syncPerson,
  },
  update_person_field: {
    label: "Set a field",
    noun: "field",
    description: "Sets one field of the person to a chosen value, creating the person when there is none",
    inputs: [PROPERTY_INPUT],
    perform: updatePersonField,
  },
  add_label_to_person: {
    label: "Add label",
    noun: "label",
    description: "Adds a label to the person, who keeps the others, creating the person when there is none",
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
