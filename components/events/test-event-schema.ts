import { textProblem, trimNames, type FormProblem } from "#components/patterns/problems-resolver.ts";
import type { TestEvent } from "#lib/client/events.ts";
import { EVENT_BYTES_MAX, EVENT_NAME, RESOURCE_ID } from "#lib/contracts/constants.ts";
import type { Formats } from "#lib/i18n/formats.ts";
import type { commonTexts } from "#lib/i18n/texts/common.ts";
import type { testEventTexts } from "#lib/i18n/texts/test-event.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

/** Size of a text as UTF-8. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

export type TestEventForm = { event: string; resource: string; resource_id: string; payload: string };

type Translate = TranslateOf<typeof testEventTexts>;

function payloadProblem(text: string, formats: Formats, t: Translate): string | undefined {
  if (byteLength(text) > EVENT_BYTES_MAX) {
    return t("field.payload.too-large", { size: formats.bytes(EVENT_BYTES_MAX) });
  }
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? undefined : t("field.payload.not-object");
  } catch (error) {
    return t("field.payload.not-json", { reason: error instanceof Error ? error.message : String(error) });
  }
}

/** The words of this form, and those that all forms share. */
export type TestEventWords = { form: Translate; common: TranslateOf<typeof commonTexts>; formats: Formats };

/** The form's rules; the server checks the payload's own keys. */
export function testEventProblems(
  { event, resource, resource_id: id, payload }: TestEventForm,
  { form: t, common, formats }: TestEventWords,
): FormProblem<TestEventForm>[] {
  const checks: [keyof TestEventForm, string | undefined | false][] = [
    ["event", textProblem(event, EVENT_NAME, common)],
    ["resource", resource.trim() !== "" && textProblem(resource, EVENT_NAME, common)],
    ["resource_id", id.trim() !== "" && textProblem(id, RESOURCE_ID, common)],
    ["payload", payloadProblem(payload, formats, t)],
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
