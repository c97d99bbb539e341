import { z } from "zod";
import { QueryFlag } from "./primitives.ts";

/** Something of the connected account that a rule can choose: a list, a tag, a channel, a property with its options. */
export const ActionDataItem = z.looseObject({
  id: z.string(),
  name: z.string(),
  options: z.array(z.looseObject({ value: z.string(), label: z.string().optional() })).optional(),
});
export type ActionDataItem = z.infer<typeof ActionDataItem>;

/** By data key, as the actions of the integration name it. */
export const ActionData = z.record(z.string(), z.array(ActionDataItem)).meta({
  id: "ActionData",
  description: "What rules can choose in the connected account, by data key. Empty when the actions need nothing.",
  examples: [{ lists: [{ id: "5", name: "Newsletter" }], tags: [{ id: "9", name: "Customer" }] }],
});
export const GetActionsQuery = z.object({
  key: z.string().optional().meta({ description: "Only this data key, so that nothing else is read. Extension." }),
  refresh: QueryFlag.optional().meta({ description: "Reads from the provider now. Extension." }),
});

export type ActionData = z.infer<typeof ActionData>;
