"use client";

import type { UseFormReturn } from "react-hook-form";
import { ActionDataField } from "#components/rules/action-data-field.tsx";
import { isTemplate } from "#components/rules/action-inputs.ts";
import { DirectField } from "#components/rules/direct-field.tsx";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { TemplateField } from "#components/rules/template-field.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { IntegrationAction } from "#lib/contracts/integrations.ts";

type ActionInputsProps = { form: UseFormReturn<RuleForm>; connection: ConnectionSummary; action: IntegrationAction };

/** What the action needs to know, as the catalog says. */
export function ActionInputs({ form, connection, action }: ActionInputsProps) {
  return (action.data ?? []).map((input) => {
    if (input.kind !== "field") {
      return <ActionDataField key={input.field} form={form} connection={connection} input={input} />;
    }
    const FieldOf = isTemplate(input) ? TemplateField : DirectField;
    return <FieldOf key={input.field} form={form} input={input} />;
  });
}
