"use client";

import { useWatch, type UseFormReturn } from "react-hook-form";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { defaultInputs } from "#components/rules/action-inputs.ts";
import { connectionActions } from "#components/rules/rule-actions.ts";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration, IntegrationAction } from "#lib/contracts/integrations.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

/** Many actions need nothing more: the form is there without waiting for this. */
const ActionInputs = lazily(
  () => import("#components/rules/action-inputs-fields.tsx").then((file) => file.ActionInputs),
  () => <Skeleton className="h-8 w-full" />,
);

type RuleConnectionFieldsProps = {
  form: UseFormReturn<RuleForm>;
  connections: readonly ConnectionSummary[];
  integrations: readonly Integration[];
  /** A rule keeps its connection. */
  isConnectionFixed: boolean;
};

export function RuleConnectionFields(props: RuleConnectionFieldsProps) {
  const { form, connections, integrations, isConnectionFixed } = props;
  const t = useTranslations(ruleFormTexts);
  const destination = useTranslations(destinationsTexts);
  const [chosenId, actionKey] = useWatch({ control: form.control, name: ["connection", "action"] });
  const chosen = connections.find(({ id }) => id === chosenId);
  const actions = connectionActions(chosen, integrations);
  const action = actions.find(({ key }) => key === actionKey);
  const { errors } = form.formState;
  const takeAction = (next: IntegrationAction | undefined) => {
    form.setValue("action", next?.key ?? "");
    form.setValue("inputs", defaultInputs(next));
    form.clearErrors(["action", "inputs"]);
  };
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t("connection")}
          isRequired
          error={errors.connection?.message}
          hint={isConnectionFixed ? t("connection.fixed") : undefined}
        >
          {(control) => (
            <Select
              {...control}
              disabled={isConnectionFixed}
              value={chosenId}
              onChange={({ target }) => {
                form.setValue("connection", target.value);
                takeAction(
                  connectionActions(
                    connections.find(({ id }) => id === target.value),
                    integrations,
                  )[0],
                );
              }}
            >
              {connections.map((connection) => (
                <option key={connection.id} value={connection.id}>
                  {t("connection.option", { name: connection.name, destination: destination(connection.type) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("action")} isRequired error={errors.action?.message} hint={action?.display?.description}>
          {(control) => (
            <Select
              {...control}
              value={actionKey}
              onChange={({ target }) => takeAction(actions.find(({ key }) => key === target.value))}
            >
              {actions.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {chosen && !chosen.active ? <Alert tone="warning">{t("connection.inactive")}</Alert> : null}
      {chosen && action?.data?.length ? (
        <ActionInputs key={`${chosen.id} ${action.key}`} form={form} connection={chosen} action={action} />
      ) : null}
    </>
  );
}
