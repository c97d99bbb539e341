import { z } from "zod";
import { EventName, ResourceId } from "#lib/contracts/primitives.ts";

const optional = <S extends z.ZodType<string, string>>(schema: S) => z.literal("").or(schema);

export const RuleForm = z
  .object({
    event: EventName,
    resource: optional(EventName),
    resource_id: optional(ResourceId),
    connection: z.string().min(1, "Choose a connection"),
    action: z.string().min(1, "Choose an action"),
  })
  .refine(({ resource, resource_id: id }) => id === "" || resource !== "", {
    path: ["resource"],
    message: "A resource id needs the resource it belongs to",
  });
export type RuleForm = z.infer<typeof RuleForm>;

export function toCreateRule({ event, resource, resource_id: id, connection, action }: RuleForm) {
  return {
    event,
    connection,
    metadata: { action },
    ...(resource ? { resource } : {}),
    ...(id ? { resource_id: id } : {}),
  };
}
