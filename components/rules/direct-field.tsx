"use client";

import type { UseFormReturn } from "react-hook-form";
import { Field } from "#components/patterns/field.tsx";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ActionInput } from "#lib/contracts/integrations.ts";

export type DirectFieldProps = { form: UseFormReturn<RuleForm>; input: Extract<ActionInput, { kind: "field" }> };

export function DirectField({ form, input }: DirectFieldProps) {
  const { field, label, type, description, placeholder, required = false, options = [] } = input;
  const registered = form.register(`inputs.${field}`);
  return (
    <Field
      label={label}
      isRequired={required}
      hint={description}
      error={form.formState.errors.inputs?.[field]?.message}
    >
      {(control) =>
        type === "select" ? (
          <Select {...control} {...registered}>
            {required ? null : <option value="">–</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            {...control}
            {...registered}
            dir="auto"
            type={type === "password" ? "password" : "text"}
            placeholder={placeholder}
            autoComplete="off"
          />
        )
      }
    </Field>
  );
}
