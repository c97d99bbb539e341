"use client";

import { useMemo } from "react";
import { useForm, type FieldPath } from "react-hook-form";
import {
  SAMPLE_PAYLOAD,
  testEventProblems,
  toTestEvent,
  type TestEventForm,
} from "#components/events/test-event-schema.ts";
import { showFieldErrors } from "#components/patterns/form-errors.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { problemsResolver } from "#components/patterns/problems-resolver.ts";
import { useSingleSubmit } from "#components/patterns/use-single-flight.ts";
import { useSendTestEvent } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { testEventTexts } from "#lib/i18n/texts/test-event.ts";

function fieldOf(param: string): FieldPath<TestEventForm> | undefined {
  if (param === "event" || param === "resource" || param === "resource_id") return param;
  return param === "payload" || param.startsWith("payload.") ? "payload" : undefined;
}

export function useTestEventForm() {
  const t = useTranslations(testEventTexts);
  const common = useTranslations(commonTexts);
  const formats = useFormats();
  const { workspaceId, session } = useSession();
  const send = useSendTestEvent(workspaceId);
  const resolver = useMemo(
    () => problemsResolver((values: TestEventForm) => testEventProblems(values, { form: t, common, formats })),
    [formats, t, common],
  );
  const form = useForm<TestEventForm>({
    resolver,
    mode: "onTouched",
    defaultValues: {
      event: "",
      resource: session.resource ?? "",
      resource_id: session.resource_id ?? "",
      payload: SAMPLE_PAYLOAD,
    },
  });
  const save = async (values: TestEventForm) => {
    try {
      await send.mutateAsync(toTestEvent(values));
    } catch (error) {
      showFieldErrors({ error, setError: form.setError, fieldOf });
    }
  };
  const submit = useSingleSubmit(form.handleSubmit(save));
  return { form, send, submit, isBound: session.session_type === "resource" };
}
