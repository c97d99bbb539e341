"use client";

import { useWatch, type UseFormReturn } from "react-hook-form";
import { actionsOf } from "#components/rules/rule-actions.ts";
import type { RuleForm } from "#components/rules/rule-form-schema.ts";
import { Field } from "#components/patterns/field.tsx";
import { INTEGRATION_NAMES } from "#components/patterns/plain-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

type RuleConnectionFieldsProps = {
  form: UseFormReturn<RuleForm>;
  connections: readonly ConnectionSummary[];
  integrations: readonly Integration[];
};

export function RuleConnectionFields({ form, connections, integrations }: RuleConnectionFieldsProps) {
  const chosenId = useWatch({ control: form.control, name: "connection" });
  const chosen = connections.find(({ id }) => id === chosenId);
  const actions = actionsOf(chosen, integrations);
  const { errors } = form.formState;
  const resetAction = (connectionId: string) => {
    const next = connections.find(({ id }) => id === connectionId);
    form.setValue("action", actionsOf(next, integrations)[0]?.key ?? "");
  };
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Send it to" isRequired error={errors.connection?.message}>
          {(control) => (
            <Select
              {...control}
              {...form.register("connection", {
                onChange: (event: { target: { value: string } }) => resetAction(event.target.value),
              })}
            >
              {connections.map((connection) => (
                <option key={connection.id} value={connection.id}>
                  {connection.name} ({INTEGRATION_NAMES[connection.type]})
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="And do this" isRequired error={errors.action?.message}>
          {(control) => (
            <Select {...control} {...form.register("action")}>
              {actions.map((action) => (
                <option key={action.key} value={action.key}>
                  {action.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {chosen && !chosen.active ? (
        <Alert tone="warning">
          This connection is inactive: deliveries wait until it is active again, at most 72 hours.
        </Alert>
      ) : null}
    </>
  );
}
