"use client";

import { useQuery } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import { EVENT_TYPES_ID, EventTypeOptions } from "#components/patterns/event-type-options.tsx";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { Input } from "#components/ui/input.tsx";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

export function RuleEventFields({ form }: { form: UseFormReturn<RuleForm> }) {
  const t = useTranslations(ruleFormTexts);
  const { workspaceId, session } = useSession();
  const eventTypes = useQuery(workspaceQueries.eventTypes(workspaceId));
  const isBound = session.session_type === "resource";
  const { errors } = form.formState;
  return (
    <>
      <EventTypeOptions entries={eventTypes.data ?? []} />
      <Field label={t("event")} isRequired error={errors.event?.message} hint={t("event.hint")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("event")}
            dir="ltr"
            list={EVENT_TYPES_ID}
            placeholder="user.signup"
            autoComplete="off"
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t("resource")}
          isRequired={isBound}
          error={errors.resource?.message}
          hint={t(isBound ? "session.hint" : "resource.hint")}
        >
          {(control) => (
            <Input
              {...control}
              {...form.register("resource")}
              dir="ltr"
              readOnly={isBound}
              placeholder={t("resource.placeholder")}
            />
          )}
        </Field>
        <Field
          label={t("id")}
          isRequired={isBound}
          error={errors.resource_id?.message}
          hint={t(isBound ? "session.hint" : "id.hint")}
        >
          {(control) => (
            <Input
              {...control}
              {...form.register("resource_id")}
              dir="ltr"
              readOnly={isBound}
              placeholder={t("id.placeholder")}
            />
          )}
        </Field>
      </div>
    </>
  );
}
