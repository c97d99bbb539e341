import { z } from "zod";
import { EVENT_BYTES_MAX, EventPayload, type CreateEvent } from "#lib/contracts/events.ts";
import { EventName, ResourceId } from "#lib/contracts/primitives.ts";
import { byteLength, formatBytes } from "#lib/format/bytes.ts";

function parseJson(text: string): { value: unknown } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : "Not JSON" };
  }
}

const PayloadText = z.string().superRefine((text, context) => {
  const issue = (message: string) => context.addIssue({ code: "custom", message });
  if (byteLength(text) > EVENT_BYTES_MAX) return issue(`At most ${formatBytes(EVENT_BYTES_MAX)}`);
  const parsed = parseJson(text);
  if ("problem" in parsed) return issue(`Not valid JSON: ${parsed.problem}`);
  const payload = EventPayload.safeParse(parsed.value);
  for (const { path, message } of payload.error?.issues ?? []) {
    issue(path.length > 0 ? `${path.join(".")}: ${message}` : "Must be a JSON object");
  }
});

const optional = <S extends z.ZodType<string, string>>(schema: S) => z.literal("").or(schema);

export const TestEventForm = z.object({
  event: EventName,
  resource: optional(EventName),
  resource_id: optional(ResourceId),
  payload: PayloadText,
});
export type TestEventForm = z.infer<typeof TestEventForm>;

export const SAMPLE_PAYLOAD = JSON.stringify(
  { email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", plan: "pro" },
  null,
  2,
);

export function toCreateEvent(form: TestEventForm): Omit<CreateEvent, "workspace" | "type"> {
  return {
    event: form.event,
    payload: EventPayload.parse(JSON.parse(form.payload)),
    ...(form.resource ? { resource: form.resource } : {}),
    ...(form.resource_id ? { resource_id: form.resource_id } : {}),
  };
}
