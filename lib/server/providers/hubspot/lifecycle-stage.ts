import type { AttemptWarning } from "#lib/contracts/attempts.ts";
import type { ActionInput } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { loaded, type Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { byId, patchContact, getProperty, readProperty, type Contact, type Properties } from "./contact.ts";

const STAGE = "lifecyclestage";
const CLEAR = "clear";

/** Stages move forward only: HubSpot answers 200 to an earlier one, and keeps the later. */
export const STAGE_INPUT = {
  kind: "field",
  key: "lifecycle_stage_back",
  field: "lifecycle_stage_back",
  label: "Earlier lifecycle stage",
  type: "select",
  description: "What happens when the contact is at a later lifecycle stage than the one that is set",
  defaultValue: "keep",
  options: [
    { value: "keep", label: "Keep the later stage" },
    { value: CLEAR, label: "Clear the stage and set the earlier one" },
  ],
} as const satisfies ActionInput;

/** Compares the stage with what was set; an answer that leaves it out says nothing, so the contact is asked for it. */
export async function settleStage(
  api: ProviderApi,
  metadata: RuleMetadata,
  contact: Contact,
  { [STAGE]: wanted }: Properties,
): Promise<Loaded<AttemptWarning[]>> {
  if (wanted === undefined || wanted === "") return loaded([]);
  const answered = getProperty(contact, STAGE);
  const stage = answered === undefined ? await readProperty(api, contact.id, STAGE) : loaded(answered);
  if (!stage.ok) return stage;
  if (stage.value === wanted) return loaded([]);
  if (metadata[STAGE_INPUT.field] !== CLEAR) return loaded([{ dest: STAGE, message: KEPT }]);
  const cleared = await patchContact(api, byId(contact.id), { [STAGE]: "" });
  if (!cleared.ok) return cleared;
  const set = await patchContact(api, byId(contact.id), { [STAGE]: wanted });
  return set.ok ? loaded([]) : set;
}

const KEPT =
  "HubSpot kept the lifecycle stage that the contact has, because stages do not move back. The rule can clear it first";
