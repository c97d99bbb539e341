"use client";

import { useQuery } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import type { TestEventForm } from "#components/events/test-event-schema.ts";
import { EventTypeOptions, EVENT_TYPES_ID } from "#components/patterns/event-type-options.tsx";
import { Field } from "#components/patterns/field.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import { EVENT_BYTES_MAX } from "#lib/contracts/constants.ts";
import { testEventTexts } from "#lib/i18n/texts/test-event.ts";

type TestEventFieldsProps = { form: UseFormReturn<TestEventForm>; isBound: boolean };

export function TestEventFields({ form, isBound }: TestEventFieldsProps) {
  const t = useTranslations(testEventTexts);
  const formats = useFormats();
  const { workspaceId } = useSession();
  const eventTypes = useQuery(workspaceQueries.eventTypes(workspaceId));
  const { errors } = form.formState;
  const boundHint = isBound ? t("field.bound") : undefined;
  return (
    <>
      <EventTypeOptions entries={eventTypes.data ?? []} />
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={t("field.event")} isRequired error={errors.event?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register("event")}
              list={EVENT_TYPES_ID}
              dir="ltr"
              placeholder="user.signup"
              autoComplete="off"
            />
          )}
        </Field>
        <Field label={t("field.resource")} isRequired={isBound} error={errors.resource?.message} hint={boundHint}>
          {(control) => (
            <Input {...control} {...form.register("resource")} readOnly={isBound} dir="ltr" placeholder="global" />
          )}
        </Field>
        <Field label={t("field.resource-id")} isRequired={isBound} error={errors.resource_id?.message} hint={boundHint}>
          {(control) => (
            <Input
              {...control}
              {...form.register("resource_id")}
              readOnly={isBound}
              dir="ltr"
              placeholder={t("field.resource-id.none")}
            />
          )}
        </Field>
      </div>
      <Field
        label={t("field.payload")}
        isRequired
        error={errors.payload?.message}
        hint={t("field.payload.hint", { size: formats.bytes(EVENT_BYTES_MAX) })}
      >
        {(control) => (
          <Textarea
            {...control}
            {...form.register("payload")}
            dir="ltr"
            rows={8}
            spellCheck={false}
            className="font-mono text-xs"
          />
        )}
      </Field>
    </>
  );
}
