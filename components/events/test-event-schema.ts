import { textProblem, trimNames, type FormProblem } from "#components/patterns/problems-resolver.ts";
import type { TestEvent } from "#lib/client/events.ts";
import { EVENT_BYTES_MAX, EVENT_NAME, RESOURCE_ID } from "#lib/contracts/constants.ts";
import { byteLength, formatBytes } from "#lib/format/bytes.ts";

export type TestEventForm = { event: string; resource: string; resource_id: string; payload: string };

function payloadProblem(text: string): string | undefined {
  if (byteLength(text) > EVENT_BYTES_MAX) return `At most ${formatBytes(EVENT_BYTES_MAX)}`;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? undefined : "Must be a JSON object";
  } catch (error) {
    return `Not valid JSON: ${error instanceof Error ? error.message : "unknown reason"}`;
  }
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
    ["resource", resource.trim() !== "" && textProblem(resource, EVENT_NAME)],
    ["resource_id", id.trim() !== "" && textProblem(id, RESOURCE_ID)],
    ["payload", payloadProblem(payload)],
  ];
  return checks.flatMap(([path, message]) => (message ? [{ path, message }] : []));
}

export const SAMPLE_PAYLOAD = JSON.stringify(
  { email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", plan: "pro" },
  null,
  2,
);

export function toTestEvent(form: TestEventForm): TestEvent {
  const { event, resource, resource_id: id } = trimNames(form);
  return {
    event,
    payload: form.payload,
    ...(resource ? { resource } : {}),
    ...(id ? { resource_id: id } : {}),
  };
}
