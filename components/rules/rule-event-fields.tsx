"use client";

import { useQuery } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import { EVENT_TYPES_ID, EventTypeOptions } from "#components/patterns/event-type-options.tsx";
import { Field } from "#components/patterns/field.tsx";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { Input } from "#components/ui/input.tsx";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";

const BOUND_HINT = "Set by your session";

export function RuleEventFields({ form }: { form: UseFormReturn<RuleForm> }) {
  const { workspaceId, session } = useSession();
  const eventTypes = useQuery(workspaceQueries.eventTypes(workspaceId));
  const isBound = session.session_type === "resource";
  const { errors } = form.formState;
  return (
    <>
      <EventTypeOptions entries={eventTypes.data ?? []} />
      <Field
        label="When this event happens"
        isRequired
        error={errors.event?.message}
        hint="The exact name. Names that have been received are suggested."
      >
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
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label="On this resource"
          isRequired={isBound}
          error={errors.resource?.message}
          hint={isBound ? BOUND_HINT : "Leave empty for any resource"}
        >
          {(control) => <Input {...control} {...form.register("resource")} readOnly={isBound} placeholder="Any" />}
        </Field>
        <Field
          label="With this ID"
          isRequired={isBound}
          error={errors.resource_id?.message}
          hint={isBound ? BOUND_HINT : "Leave empty for any ID"}
        >
          {(control) => <Input {...control} {...form.register("resource_id")} readOnly={isBound} placeholder="Any" />}
        </Field>
      </div>
    </>
  );
}
