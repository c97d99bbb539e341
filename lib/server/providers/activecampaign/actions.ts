import type { ProviderAction } from "../kit/provider-definition.ts";
import { findOrCreatePerson } from "./contact.ts";
import { listActions } from "./list-actions.ts";
import { tagActions } from "./tag-actions.ts";

export const activecampaignActions: Record<string, ProviderAction> = {
  ...listActions,
  ...tagActions,
  sync_contact: {
    label: "Sync contact",
    noun: "contact",
    description: "Creates or updates the contact with the mapped fields",
    inputs: [],
    perform: findOrCreatePerson,
  },
};
