"use client";

import type { UseFormReturn } from "react-hook-form";
import { textFields, isSecretStored, isUnusual, type FieldValues } from "#components/connections/connection-fields.ts";
import type { ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { Field, type ControlProps } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { AuthenticationField, Integration } from "#lib/contracts/integrations.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Translate = TranslateOf<typeof connectionFormTexts>;

type CatalogFieldProps = {
  field: AuthenticationField;
  form: UseFormReturn<ConnectionForm>;
  integration: Integration;
  stored: Connection | undefined;
  values: FieldValues;
  /** The section around it says what it is. */
  isLabelHidden?: boolean;
};

function fieldHint({ field, integration, stored, values }: CatalogFieldProps, t: Translate): string | undefined {
  if (isUnusual(field, values[field.key] ?? "")) return t("field.unusual", { usual: field.usualMessage ?? "" });
  if (stored?.metadata[field.key] !== SECRET_MASK) return field.helpText;
  if (isSecretStored(field, stored, values, textFields(integration))) return t("field.kept");
  return t(integration.type === "webhook" ? "field.moved.host" : "field.moved");
}

export function CatalogField(props: CatalogFieldProps) {
  const t = useTranslations(connectionFormTexts);
  const { field, form, isLabelHidden = false } = props;
  const isRequired = field.required === true || field.type === "select";
  return (
    <Field
      label={field.label}
      isRequired={isRequired}
      isLabelHidden={isLabelHidden}
      hint={fieldHint(props, t)}
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
      dir={isSecret || field.validate === "url" ? "ltr" : undefined}
      inputMode={field.validate === "url" ? "url" : undefined}
      placeholder={integration.type === "webhook" && field.key === "url" ? "https://example.com/hooks" : undefined}
      autoComplete={isSecret ? "new-password" : "off"}
      spellCheck={false}
    />
  );
}
