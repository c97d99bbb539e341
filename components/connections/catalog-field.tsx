"use client";

import type { UseFormReturn } from "react-hook-form";
import { textFields, isSecretStored, isUnusual, type FieldValues } from "#components/connections/connection-fields.ts";
import type { ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { Field, type ControlProps } from "#components/patterns/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { AuthenticationField, Integration } from "#lib/contracts/integrations.ts";

type CatalogFieldProps = {
  field: AuthenticationField;
  form: UseFormReturn<ConnectionForm>;
  integration: Integration;
  stored: Connection | undefined;
  values: FieldValues;
  /** What the section around it is called. */
  sectionTitle: string;
};

function fieldHint({ field, integration, stored, values }: CatalogFieldProps): string | undefined {
  if (isUnusual(field, values[field.key] ?? "")) return `${field.usualMessage}. It will be used exactly as entered.`;
  if (stored?.metadata[field.key] !== SECRET_MASK) return field.helpText;
  if (isSecretStored(field, stored, values, textFields(integration))) return "Leave blank to keep the current value";
  const change = integration.type === "webhook" ? "is on another host" : "has changed";
  return `The address ${change}, so the current value is not used. Enter it again.`;
}

export function CatalogField(props: CatalogFieldProps) {
  const { field, form } = props;
  const isRequired = field.required === true || field.type === "select";
  return (
    <Field
      label={field.label}
      isRequired={isRequired}
      isLabelHidden={field.label === props.sectionTitle}
      hint={fieldHint(props)}
      error={form.formState.errors.fields?.[field.key]?.message}
    >
      {(control) => <CatalogControl {...props} control={control} />}
    </Field>
  );
}

type CatalogControlProps = Pick<CatalogFieldProps, "field" | "form" | "integration"> & { control: ControlProps };

function CatalogControl({ field, form, integration, control }: CatalogControlProps) {
  const registered = form.register(`fields.${field.key}`);
  if (field.type === "select") {
    return (
      <Select {...control} {...registered}>
        {(field.options ?? []).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    );
  }
  const isSecret = field.type === "password";
  return (
    <Input
      {...control}
      {...registered}
      type={isSecret ? "password" : "text"}
      inputMode={field.validate === "url" ? "url" : undefined}
      placeholder={integration.type === "webhook" && field.key === "url" ? "https://example.com/hooks" : undefined}
      autoComplete={isSecret ? "new-password" : "off"}
      spellCheck={false}
    />
  );
}
