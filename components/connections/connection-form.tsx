"use client";

import type { ReactNode } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { CatalogField } from "#components/connections/catalog-field.tsx";
import { isFieldShown, toSections } from "#components/connections/connection-fields.ts";
import type { ConnectionForm as Values } from "#components/connections/connection-form-schema.ts";
import { CustomHeaders } from "#components/connections/custom-headers.tsx";
import { FormSection } from "#components/connections/form-section.tsx";
import { SaveBar } from "#components/connections/save-bar.tsx";
import { useConnectionForm, type ConnectionFormOptions } from "#components/connections/use-connection-form.ts";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Input } from "#components/ui/input.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";

type ConnectionFormProps = ConnectionFormOptions & { saveLabel: string; notice?: ReactNode };

/** The form of a connection, made from the integration's fields in the catalog. */
export function ConnectionForm({ saveLabel, notice, ...options }: ConnectionFormProps) {
  const t = useTranslations(connectionFormTexts);
  const { integration, stored } = options;
  const { form, failure, submit, submitWithoutTest } = useConnectionForm(options);
  const values = useWatch({ control: form.control, name: "fields" });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="max-w-2xl space-y-4">
      {toSections(integration).map(({ name, namedAfter, fields }, index) => (
        <FormSection key={name} title={t(`section.${name}`)}>
          {index === 0 ? <NameField form={form} integration={integration} /> : null}
          {fields
            .filter((field) => isFieldShown(field, values))
            .map((field) => (
              <CatalogField
                key={field.key}
                field={field}
                form={form}
                integration={integration}
                stored={stored}
                values={values}
                isLabelHidden={field.key === namedAfter}
              />
            ))}
        </FormSection>
      ))}
      {integration.type === "webhook" ? <CustomHeaders form={form} stored={stored} /> : null}
      <SaveBar
        form={form}
        failure={failure}
        label={saveLabel}
        notice={notice}
        integration={integration}
        onSaveWithoutTest={submitWithoutTest}
      />
    </form>
  );
}

type NameFieldProps = { form: UseFormReturn<Values>; integration: Integration };

function NameField({ form, integration }: NameFieldProps) {
  const t = useTranslations(connectionFormTexts);
  return (
    <Field label={t("name.label")} isRequired error={form.formState.errors.name?.message} hint={t("name.hint")}>
      {(control) => (
        <Input
          {...control}
          {...form.register("name")}
          placeholder={integration.type === "webhook" ? t("name.example") : integration.name}
          autoComplete="off"
        />
      )}
    </Field>
  );
}
