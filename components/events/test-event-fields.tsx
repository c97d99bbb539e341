"use client";

import { useQuery } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import type { TestEventForm } from "#components/events/test-event-schema.ts";
import { EventTypeOptions, EVENT_TYPES_ID } from "#components/patterns/event-type-options.tsx";
import { Field } from "#components/patterns/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";

type TestEventFieldsProps = { form: UseFormReturn<TestEventForm>; isBound: boolean };

export function TestEventFields({ form, isBound }: TestEventFieldsProps) {
  const { workspaceId } = useSession();
  const eventTypes = useQuery(workspaceQueries.eventTypes(workspaceId));
  const { errors } = form.formState;
  const boundHint = isBound ? "Set by your session" : undefined;
  return (
    <>
      <EventTypeOptions entries={eventTypes.data ?? []} />
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="Event" isRequired error={errors.event?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register("event")}
              list={EVENT_TYPES_ID}
              placeholder="user.signup"
              autoComplete="off"
            />
          )}
        </Field>
        <Field label="Resource" isRequired={isBound} error={errors.resource?.message} hint={boundHint}>
          {(control) => <Input {...control} {...form.register("resource")} readOnly={isBound} placeholder="global" />}
        </Field>
        <Field label="Resource ID" isRequired={isBound} error={errors.resource_id?.message} hint={boundHint}>
          {(control) => <Input {...control} {...form.register("resource_id")} readOnly={isBound} placeholder="None" />}
        </Field>
      </div>
      <Field label="Payload" isRequired error={errors.payload?.message} hint="A JSON object, at most 256 KiB">
        {(control) => (
          <Textarea
            {...control}
            {...form.register("payload")}
            rows={8}
            spellCheck={false}
            className="font-mono text-xs"
          />
        )}
      </Field>
    </>
  );
}
