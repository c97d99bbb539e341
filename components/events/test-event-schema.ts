import { textProblem, type FormProblem } from "#components/patterns/problems-resolver.ts";
import { EVENT_BYTES_MAX, EVENT_NAME, RESOURCE_ID } from "#lib/contracts/constants.ts";
import type { CreateEvent } from "#lib/contracts/events.ts";
import { byteLength, formatBytes } from "#lib/format/bytes.ts";

export type TestEventForm = { event: string; resource: string; resource_id: string; payload: string };

function parsePayload(text: string): { payload: Record<string, unknown> } | { problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? { payload: value } : { problem: "Must be a JSON object" };
  } catch (error) {
    return { problem: `Not valid JSON: ${error instanceof Error ? error.message : "it cannot be read"}` };
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function payloadProblem(text: string): string | undefined {
  if (byteLength(text) > EVENT_BYTES_MAX) return `At most ${formatBytes(EVENT_BYTES_MAX)}`;
  const parsed = parsePayload(text);
  return "problem" in parsed ? parsed.problem : undefined;
}

/** The form's rules; the server checks the payload's own keys. */
export function testEventProblems({
  event,
  resource,
  resource_id: id,
  payload,
}: TestEventForm): FormProblem<TestEventForm>[] {
  const checks: [keyof TestEventForm, string | undefined | false][] = [
    ["event", textProblem(event, EVENT_NAME)],
    ["resource", resource !== "" && textProblem(resource, EVENT_NAME)],
    ["resource_id", id !== "" && textProblem(id, RESOURCE_ID)],
    ["payload", payloadProblem(payload)],
  ];
  return checks.flatMap(([path, message]) => (message ? [{ path, message }] : []));
}

export const SAMPLE_PAYLOAD = JSON.stringify(
  { email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", plan: "pro" },
  null,
  2,
);

export function toCreateEvent(form: TestEventForm): Omit<CreateEvent, "workspace" | "type"> {
  const parsed = parsePayload(form.payload);
  if ("problem" in parsed) throw new Error("A payload with a problem is never sent");
  return {
    event: form.event,
    payload: parsed.payload,
    ...(form.resource ? { resource: form.resource } : {}),
    ...(form.resource_id ? { resource_id: form.resource_id } : {}),
  };
}
