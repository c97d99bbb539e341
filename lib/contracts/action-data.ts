import { z } from "zod";
import { IntegrationAction } from "./integrations.ts";
import { QueryFlag } from "./primitives.ts";

/** Something of the connected account that a rule can choose: a list, a tag, a channel, a property with its options. */
export const ActionDataItem = z.looseObject({
  id: z.string(),
  name: z.string(),
  options: z.array(z.looseObject({ value: z.string(), label: z.string().optional() })).optional(),
});
export type ActionDataItem = z.infer<typeof ActionDataItem>;

/** By data key, as the actions of the integration name it; and the actions themselves, unless one key was asked for. */
export const ActionData = z
  .object({ actions: z.record(z.string(), IntegrationAction).optional() })
  .catchall(z.array(ActionDataItem))
  .meta({
    id: "ActionData",
    description:
      "The actions of the connection's type, and by data key what rules can choose in the connected account for them. An action whose `data` is empty needs nothing.",
    examples: [
      {
        actions: {
          add_tag: {
            key: "add_tag",
            label: "Add tag",
            noun: "tag",
            fields: ["id"],
            data: [{ key: "tags", field: "id", kind: "simple", label: "Tag", noun: "tag", required: true }],
          },
        },
        tags: [{ id: "9", name: "Customer" }],
      },
    ],
  });
export const GetActionsQuery = z.object({
  key: z.string().optional().meta({ description: "Only this data key, so that nothing else is read. Extension." }),
  search: z.string().trim().min(1, "Must not be empty").max(80, "At most 80 characters").optional().meta({
    description:
      "With `key`: only what has this in its name, read now. Also finds what is beyond a list that is too long to be read in full. Extension.",
  }),
  refresh: QueryFlag.optional().meta({ description: "Reads from the provider now. Extension." }),
});

export type ActionData = z.infer<typeof ActionData>;
