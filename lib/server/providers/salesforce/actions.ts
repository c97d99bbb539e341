import { PROPERTY_INPUT, requireProperty } from "../kit/property-input.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { addToCampaign, removeFromCampaign } from "./campaign-actions.ts";
import { findOrCreatePerson } from "./find-or-create-person.ts";

const CAMPAIGN = {
  kind: "simple",
  key: "campaigns",
  field: "id",
  label: "Campaign",
  noun: "campaign",
  required: true,
} as const;

export const salesforceActions: Record<string, ProviderAction> = {
  add_to_campaign: {
    label: "Add to campaign",
    noun: "campaign",
    description: "Creates or updates the contact, and makes it a member of the campaign",
    inputs: [CAMPAIGN],
    perform: addToCampaign,
  },
  remove_from_campaign: {
    label: "Remove from campaign",
    noun: "campaign",
    description: "Removes the contact from the members of the campaign",
    inputs: [CAMPAIGN],
    perform: removeFromCampaign,
  },
  update_property: {
    label: "Set a field",
    noun: "field",
    description: "Sets one field of the contact to a chosen value, creating the contact when there is none",
    inputs: [PROPERTY_INPUT],
    perform: updateProperty,
  },
};

async function updateProperty(run: ActionRun): Promise<ActionResult> {
  const property = requireProperty(run.metadata);
  if (!property.ok) return property;
  const { id, value } = property.value;
  return findOrCreatePerson(run, () => ({ [id]: value }));
}
